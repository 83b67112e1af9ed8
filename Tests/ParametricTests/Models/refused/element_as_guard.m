const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
startstate bad := false; end;
ruleset i: p do rule "not the first" i ==> bad := true; end end;
invariant "only the first" !bad;
