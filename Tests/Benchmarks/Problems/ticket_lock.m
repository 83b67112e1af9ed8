-- A ticket lock of three processes whose tickets wrap at 2^32.
-- expect: mutual exclusion=proved
type word: 0 .. 0xffffffff;
     process: 0 .. 2;
var next, serving: word;
    ticket: array [process] of word;
    at: array [process] of enum { IDLE, WAITING, CRITICAL };

startstate
begin
  next := 0;
  serving := 0;
  for p: process do ticket[p] := 0; at[p] := IDLE; end;
end;

ruleset p: process do
  rule "take a ticket" at[p] = IDLE ==>
  begin ticket[p] := next; next := (next + 1) & 0xffffffff; at[p] := WAITING; end;
  rule "enter" at[p] = WAITING & ticket[p] = serving ==> begin at[p] := CRITICAL; end;
  rule "leave" at[p] = CRITICAL ==> begin serving := (serving + 1) & 0xffffffff; at[p] := IDLE; end;
end;

ruleset p: process; q: process do
  invariant "mutual exclusion" p != q -> !(at[p] = CRITICAL & at[q] = CRITICAL);
end;
