-- violated-at: 4
-- Everybody counts itself once; no lemma about two elements bounds the number.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; n: 0 .. 20;
startstate for i: p do b[i] := false end; n := 0; end;
ruleset i: p do rule "count" !b[i] & n < 20 ==> b[i] := true; n := n + 1; end end;
invariant "few" n < 4;
