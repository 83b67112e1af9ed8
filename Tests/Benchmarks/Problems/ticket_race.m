-- A ticket lock whose ticket is read and counted in two steps.
-- expect: mutual exclusion=violated
type word: 0 .. 0xffffffff;
     process: 0 .. 2;
var next, serving: word;
    ticket: array [process] of word;
    at: array [process] of enum { IDLE, COUNTING, WAITING, CRITICAL };

startstate
begin
  next := 0;
  serving := 0;
  for p: process do ticket[p] := 0; at[p] := IDLE; end;
end;

ruleset p: process do
  rule "read a ticket" at[p] = IDLE ==> begin ticket[p] := next; at[p] := COUNTING; end;
  rule "count it" at[p] = COUNTING ==> begin next := (next + 1) & 0xffffffff; at[p] := WAITING; end;
  rule "enter" at[p] = WAITING & ticket[p] = serving ==> begin at[p] := CRITICAL; end;
  rule "leave" at[p] = CRITICAL ==> begin serving := (serving + 1) & 0xffffffff; at[p] := IDLE; end;
end;

ruleset p: process; q: process do
  invariant "mutual exclusion" p != q -> !(at[p] = CRITICAL & at[q] = CRITICAL);
end;
