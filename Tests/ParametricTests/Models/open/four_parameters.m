-- violated-at: 4
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
startstate bad := false; end;
ruleset i: p; j: p; k: p; l: p do
  rule "four" i != j & i != k & i != l & j != k & j != l & k != l ==> bad := true; end;
end;
invariant "at most three" !bad;
