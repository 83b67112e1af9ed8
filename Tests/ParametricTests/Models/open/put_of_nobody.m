-- violated-at: 4
-- What is undefined may be put, also of what names an element.
const N: 2;
type p: scalarset(N);
var q: array [p] of p; bad: boolean;
startstate undefine q; bad := false; end;
ruleset a: p; b: p; c: p; d: p do
  rule "go" a != b & a != c & a != d & b != c & b != d & c != d ==> put q[a]; bad := true; end;
end;
rule "stay" true ==> bad := bad; end;
invariant "good" !bad;
