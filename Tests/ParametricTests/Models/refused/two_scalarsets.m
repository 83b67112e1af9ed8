-- Two types have the constant as their size.
const N: 2;
type p: scalarset(N); q: scalarset(N);
var b: array [p] of boolean; c: array [q] of boolean;
startstate for i: p do b[i] := false end; for i: q do c[i] := false end; end;
ruleset i: p do rule "set" begin b[i] := false; end end;
invariant "none" forall i: p do !b[i] end;
