const N: 2;
type p: scalarset(N + 1);
var b: array [p] of boolean;
startstate for i: p do b[i] := false end; end;
ruleset i: p do rule "set" begin b[i] := false; end end;
invariant "none" forall i: p do !b[i] end;
