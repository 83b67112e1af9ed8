-- `count`, `sum`, `min` and `max`, in guards, bodies, functions and properties, of everything that can be named.
-- deadlock: off
-- rumur: skip, it has none of them
const N: 3;
type node: scalarset(N);
  level: 0..2;
  colour: enum {red, green, blue};
  slot: record has: boolean; level: level; end;
var slots: array [node] of slot; favourite: colour; total: 0..6; count: 0..3; sum: -6..6;

function at_least(n: level): 0..N;
begin return count i: node do slots[i].has & slots[i].level >= n end; end;

startstate
  for i: node do slots[i].has := false; slots[i].level := 0; end;
  favourite := red; total := 0; count := 0; sum := 0;
end;

ruleset n: node; l: level do
  rule "take" count i: node do slots[i].has end < 2 & !slots[n].has ==>
  begin
    slots[n].has := true;
    slots[n].level := l;
  end;
end;

ruleset n: node do
  rule "leave" slots[n].has & slots[n].level = max i: node do slots[i].has ? slots[i].level : 0 end ==>
  begin
    slots[n].has := false;
    slots[n].level := 0;
  end;
end;

rule "look"
var least: level; undefined_here: 0..9;
begin
  least := min i: node do slots[i].level end;
  -- What has no value is not read.
  count := count i: node do slots[i].level > least | (false & undefined_here = 1) end;
  total := sum i: node do slots[i].level end;
  sum := sum k := 3 to 1 by -1 do k * (count c: colour; i: node do c = favourite & slots[i].has end) - k end;
  favourite := count > 1 ? blue : green;
  count := 0; sum := 0; total := 0; favourite := red;
end;

invariant "never three" at_least(0) <= 2;
invariant "counting is a quantifier"
  (count i: node do slots[i].has end = 0) = forall i: node do !slots[i].has end;
invariant "a sum is what is added" sum i: node do slots[i].level end = at_least(1) + at_least(2);
invariant "between the least and the greatest"
  forall i: node do
    min j: node do slots[j].level end <= slots[i].level & slots[i].level <= max j: node do slots[j].level end
  end;
ruleset n: node do
  invariant "of what is around" count i: node do i != n end = N - 1 & sum i: node do i = n ? 1 : 0 end = 1;
end;
invariant "down" sum k := 3 to 1 by -1 do k end = 6 & max k := -1 to 3 by 2 do -k end = 1;
invariant "of two" count c: colour; d: colour do c != d end = 6 & min c: colour; k: -1..2 do c = blue ? k : 5 end = -1;
