-- The multiset is found before the element is, as the target of an assignment is before its value: a call changes no index.
-- states: 3
-- deadlock: off
-- rumur: skip, it has no multisets
type bag: multiset [2] of 0..3;
var bags: array [0..1] of bag; plain: array [0..1] of 0..3; added: 0..2;

function other(var p: 0..1): 0..3;
begin
  p := 1 - p;
  return 2;
end;

startstate plain[0] := 0; plain[1] := 0; added := 0; end;
rule "add" added < 2 ==>
var p: 0..1;
begin
  p := 0;
  MultiSetAdd(other(p), bags[p]);
  plain[0] := 0;
  p := 0;
  plain[p] := other(p);
  added := added + 1;
end;
invariant "in the first" MultiSetCount(i: bags[0], bags[0][i] = 2) = added;
invariant "not in the second" MultiSetCount(i: bags[1], true) = 0 & plain[1] = 0;
