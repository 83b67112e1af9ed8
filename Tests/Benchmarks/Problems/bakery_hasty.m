-- A bakery without the choosing flag: the number is computed in one step and written in the next.
-- expect: mutual exclusion=violated
type word: 0 .. (1 << 62) - 1;
     process: 0 .. 1;
var number, seen: array [process] of word;
    at: array [process] of enum { IDLE, CHOOSING, WAITING, CRITICAL };

startstate begin for p: process do number[p] := 0; seen[p] := 0; at[p] := IDLE; end; end;

ruleset p: process do
  rule "look" at[p] = IDLE & number[1 - p] < (1 << 62) - 1 ==>
  begin seen[p] := number[1 - p] + 1; at[p] := CHOOSING; end;
  rule "choose" at[p] = CHOOSING ==> begin number[p] := seen[p]; at[p] := WAITING; end;
  rule "enter"
    at[p] = WAITING & (number[1 - p] = 0 | number[p] < number[1 - p] | (number[p] = number[1 - p] & p = 0))
  ==> begin at[p] := CRITICAL; end;
  rule "leave" at[p] = CRITICAL ==> begin number[p] := 0; at[p] := IDLE; end;
end;

invariant "mutual exclusion" !(at[0] = CRITICAL & at[1] = CRITICAL);
