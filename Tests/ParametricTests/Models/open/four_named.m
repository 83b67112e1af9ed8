-- violated-at: 4
-- Variables that name four different elements.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var u: p; v: p; x: p; y: p; bad: boolean;
startstate bad := false; end;
ruleset i: p do
  rule "u" isundefined(u) ==> u := i; end;
  rule "v" !isundefined(u) & isundefined(v) & i != u ==> v := i; end;
  rule "x" !isundefined(v) & isundefined(x) & i != u & i != v ==> x := i; end;
  rule "y" !isundefined(x) & isundefined(y) & i != u & i != v & i != x ==> y := i; end;
end;
rule "all" !isundefined(y) ==> bad := true; end;
invariant "at most three" !bad;
