-- violated-at: 1
-- Alone, somebody does what nobody does in company.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
startstate bad := false; end;
ruleset i: p do rule "alone" forall j: p do j = i end ==> bad := true; end end;
invariant "never alone" !bad;
