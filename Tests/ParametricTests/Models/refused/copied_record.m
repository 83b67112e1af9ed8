-- A record with an element in it is copied out of an array over elements, and that element compared with another one there.
const N: 2;
type p: scalarset(N); link: record whom: p; held: boolean end;
var y: array [p] of link; one: link; bad: boolean;
startstate for i: p do y[i].whom := i; y[i].held := false end; clear one; bad := false; end;
ruleset i: p do
  rule "copy" begin one := y[i] end;
  rule "compare" y[i].whom = one.whom ==> bad := true; end;
end;
invariant "good" !bad;
