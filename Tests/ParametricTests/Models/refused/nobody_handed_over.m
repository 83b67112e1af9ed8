-- violated-at: 4
-- What is undefined may be handed over: asking which element is named would fail, and asking whether one is does not.
const N: 2;
type p: scalarset(N);
var q: array [p] of p; bad: boolean;
function is_nobody(e: p): boolean; begin return isundefined(e); end;
startstate undefine q; bad := false; end;
ruleset a: p; b: p; c: p; d: p do
  rule "go" a != b & a != c & a != d & b != c & b != d & c != d ==> if is_nobody(q[a]) then bad := true end; end;
end;
rule "stay" true ==> bad := bad; end;
invariant "good" !bad;
