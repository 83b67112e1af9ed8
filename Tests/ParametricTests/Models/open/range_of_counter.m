-- violated-at: 4
-- With the fourth element the number leaves its range: a step that fails, which is a violation of no-runtime-error only.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; n: 0 .. 3;
startstate for i: p do b[i] := false end; n := 0; end;
ruleset i: p do rule "count" !b[i] ==> b[i] := true; n := n + 1; end end;
invariant "nothing" n < 4;
