const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean;
startstate for i: p do b[i] := false end; end;
ruleset i: p do rule "set" begin for j: p do j := i; b[j] := true end; end end;
invariant "none" forall i: p do !b[i] end;
