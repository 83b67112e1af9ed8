-- Records and arrays written out, wherever a value can be, read before anything is written.
-- deadlock: off
-- rumur: skip, it has none of them
const N: 3;
type node: scalarset(N); index: 0..2; level: 0..3;
  slot: record has: boolean; level: level; end;
  line: array [index] of level;
  couple: record left, right: level; end;
  board: record rows: array [boolean] of line; best: slot; end;
var slots: array [node] of slot; pair: couple; row: line; table: board;
  net: multiset [2] of couple;

function slot_of(n: level): slot; begin return {has: n > 0, level: n}; end;
function is_free(s: slot): boolean; begin return s = {has: false, level: 0}; end;

startstate
  slots := {for i: node do {has: false, level: 0} end};
  pair := {left: 1, right: 2};
  row := {0, 1, 2};
  table := {best: slot_of(0), rows: {row, {for i: index do 2 - row[i] end}}};
end;

rule "swap" begin pair := {left: pair.right, right: pair.left}; end;
rule "turn" row != {2, 1, 0} ==> begin row := {for i: index do row[2 - i] end}; end;
ruleset n: node do
  rule "take" is_free(slots[n]) & count i: node do slots[i].has end < 2 ==>
  begin
    slots := {slots with [n]: {has: true, level: pair.left}};
    table := {table with best.has: true, best.level: pair.left, rows[true][0]: 3, rows[true][pair.left]: 1};
  end;
  rule "leave" !is_free(slots[n]) ==>
  begin
    slots := {slots with [n].has: false, [n].level: 0};
    table.best := slot_of(0);
    table := {table with rows[true]: {for i: index do 2 - i end}};
  end;
end;
rule "send" MultiSetCount(i: net, true) < 2 ==> begin MultiSetAdd({left: pair.left, right: 0}, net); end;
choose i: net do
  rule "receive" net[i] = couple{left: 1, right: 0} ==> begin MultiSetRemove(i, net); end;
end;

invariant "one of two" pair = {left: 1, right: 2} | {left: 2, right: 1} = pair;
invariant "never three" slots != {for i: node do {slots[i] with has: true} end};
invariant "first row" table.rows[false] = {0, 1, 2};
invariant "best" !table.best.has -> table.best = {table.best with level: 0};
ruleset n: node do
  invariant "as it was" slots[n].has -> slots = {slots with [n].has: true};
end;
cover "turned" row = {2, 1, 0};
