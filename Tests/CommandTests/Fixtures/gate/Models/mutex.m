-- Two processes and a lock that, with BROKEN set, does not lock.
const
  BROKEN: false;

type
  process: scalarset(2);
  place: enum { IDLE, WAITING, INSIDE };

var
  at: array [process] of place;
  locked: boolean;

startstate "boot"
begin
  for p: process do at[p] := IDLE end;
  locked := false;
end;

ruleset p: process do
  rule "lock" at[p] = IDLE ==>
    at[p] := WAITING;
  end;

  rule "acquire" at[p] = WAITING & !locked ==>
    at[p] := INSIDE;
    locked := !BROKEN;
  end;

  rule "unlock" at[p] = INSIDE ==>
    at[p] := IDLE;
    locked := false;
  end;
end;

invariant "one at a time"
  forall p: process do forall q: process do p != q -> !(at[p] = INSIDE & at[q] = INSIDE) end end;

cover "somebody waits" exists p: process do at[p] = WAITING end;
