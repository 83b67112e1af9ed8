const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; n: 0 .. 3;
function down(k: 0 .. 3): boolean; begin if k = 0 then return exists i: p do b[i] end end; return down(k - 1); end;
startstate for i: p do b[i] := false end; n := 3; end;
rule "go down" down(n) ==> n := 0; end;
invariant "none" forall i: p do !b[i] end;
