-- violated-at: 2
-- `clear` picks the first element.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var x: p; bad: boolean;
startstate clear x; bad := false; end;
ruleset i: p do rule "another" i != x ==> bad := true; end end;
invariant "the first" !bad;
