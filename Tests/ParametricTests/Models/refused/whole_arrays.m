const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; c: array [p] of boolean;
startstate for i: p do b[i] := false end; c := b; end;
rule "copy" b != c ==> c := b; end;
invariant "none" forall i: p do !c[i] end;
