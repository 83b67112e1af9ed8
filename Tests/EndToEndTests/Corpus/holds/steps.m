-- What is said of steps: names are those before it, primes those after it; in functions, sums, arrays and records as well.
-- deadlock: off
-- rumur: skip, it has no steps
type node: scalarset(3); level: 0..2;
  slot: record has: boolean; level: level; end;
var slots: array [node] of slot; total: 0..6; owner: node; busy: boolean;

function held(): 0..3; begin return count n: node do slots[n].has end; end;
function level_of(n: node): level; begin return held() = 0 ? 0 : slots[n].level; end;

startstate slots := {for n: node do {has: false, level: 0} end}; total := 0; busy := false; undefine owner; end;

ruleset n: node do
  step "of each, in the middle" slots[n]' != slots[n] -> forall m: node do m = n | slots[m]' = slots[m] end;
  rule "take" !busy & !slots[n].has ==> begin
    if held() = 2 then return; end;
    busy := true; owner := n; slots[n].has := true;
  end;
  rule "raise" busy & owner = n & slots[n].level < 2 ==> begin slots[n].level += 1; total += 1; end;
  rule "release" busy & owner = n ==> begin
    busy := false;
    undefine owner;
    if slots[n].level = 0 then slots[n].has := false; return; end;
    total := total - slots[n].level;
    slots[n] := {has: false, level: 0};
  end;
end;

step "one more or one less" held()' - held() <= 1 & held() - held()' <= 1;
step "the sum follows" total' - total = (sum n: node do slots[n].level end)' - sum n: node do slots[n].level end;
step "who has it keeps it" !isundefined(owner) & busy' -> owner' = owner;
step "who takes it has nothing before" busy' & !busy -> (forall n: node do n = owner -> level_of(n) = 0 end)';
step "undefined or not" isundefined(owner)' = !busy';
step "nothing is left over" busy & !busy' -> slots' = {slots with [owner]: {has: false, level: 0}};
alias free: !busy do
  step "alias" free & !free' -> held()' = held() + 1;
end;
invariant "sum" total = sum n: node do slots[n].level end;
