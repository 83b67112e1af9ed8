-- States of few elements are not looked at.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean;
startstate for i: p do b[i] := false end; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
assume "two" exists i: p do exists j: p do i != j end end;
invariant "none" forall i: p do b[i] | !b[i] end;
