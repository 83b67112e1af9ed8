-- Lamport's bakery for two processes, the choice of a number being one step.
-- expect: mutual exclusion=proved
type word: 0 .. (1 << 62) - 1;
     process: 0 .. 1;
var number: array [process] of word;
    at: array [process] of enum { IDLE, WAITING, CRITICAL };

startstate begin for p: process do number[p] := 0; at[p] := IDLE; end; end;

ruleset p: process do
  rule "choose" at[p] = IDLE & number[1 - p] < (1 << 62) - 1 ==>
  begin number[p] := number[1 - p] + 1; at[p] := WAITING; end;
  rule "enter"
    at[p] = WAITING & (number[1 - p] = 0 | number[p] < number[1 - p] | (number[p] = number[1 - p] & p = 0))
  ==> begin at[p] := CRITICAL; end;
  rule "leave" at[p] = CRITICAL ==> begin number[p] := 0; at[p] := IDLE; end;
end;

invariant "mutual exclusion" !(at[0] = CRITICAL & at[1] = CRITICAL);
