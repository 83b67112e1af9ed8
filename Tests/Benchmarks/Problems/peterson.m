-- Peterson's algorithm for two processes, with 64-bit counts of who was in.
-- expect: mutual exclusion=proved
type word: 0 .. (1 << 64) - 1;
     process: 0 .. 1;
var wants: array [process] of boolean;
    turn: process;
    at: array [process] of enum { IDLE, POLITE, WAITING, CRITICAL };
    entries: array [process] of word;

startstate begin
  turn := 0;
  for p: process do wants[p] := false; at[p] := IDLE; entries[p] := 0; end;
end;

ruleset p: process do
  rule "want" at[p] = IDLE ==> begin wants[p] := true; at[p] := POLITE; end;
  rule "be polite" at[p] = POLITE ==> begin turn := 1 - p; at[p] := WAITING; end;
  rule "enter" at[p] = WAITING & (!wants[1 - p] | turn = p) & entries[p] < (1 << 64) - 1 ==>
  begin at[p] := CRITICAL; entries[p] := entries[p] + 1; end;
  rule "leave" at[p] = CRITICAL ==> begin wants[p] := false; at[p] := IDLE; end;
end;

invariant "mutual exclusion" !(at[0] = CRITICAL & at[1] = CRITICAL);
