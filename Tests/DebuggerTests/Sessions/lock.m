-- A lock whose second acquisition may overtake the first one.
const PROCESSES: 2;
type
  process: scalarset(PROCESSES);
  place: enum { IDLE, WAITING, INSIDE };
var
  at: array [process] of place;
  last: record who: process; turns: 0 .. 9; end;
  locked: boolean;

function isFree(p: process): boolean;
begin
  return at[p] = WAITING & !locked;
end;

startstate "boot"
begin
  for p: process do at[p] := IDLE end;
  undefine last;
  last.turns := 0;
  locked := false;
end;

ruleset p: process do
  rule "lock" at[p] = IDLE ==>
    at[p] := WAITING;
  end;

  rule "acquire"
    at[p] = WAITING
  ==>
    at[p] := INSIDE;
    locked := true;
    last.who := p;
    last.turns := last.turns + 1;
  end;

  rule "acquire the free lock" isFree(p) & last.turns < 9 ==>
    at[p] := INSIDE;
    locked := true;
  end;

  rule "unlock" at[p] = INSIDE ==>
    at[p] := IDLE;
    locked := false;
  end;
end;

invariant "one at a time"
  forall p: process do forall q: process do p != q -> !(at[p] = INSIDE & at[q] = INSIDE) end end;
