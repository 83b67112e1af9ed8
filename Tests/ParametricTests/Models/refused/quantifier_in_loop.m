-- Each iteration needs to know of another element.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; c: array [p] of boolean;
startstate for i: p do b[i] := false; c[i] := false end; end;
rule "spread" begin for j: p do c[j] := exists k: p do b[k] & k != j end end; end;
invariant "none" forall i: p do !c[i] end;
