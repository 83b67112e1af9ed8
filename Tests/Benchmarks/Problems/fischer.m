-- Fischer's protocol with two processes and clocks that tick together; waiting takes longer than writing.
-- expect: mutual exclusion=proved
const WRITE: 100;
      WAIT:  101;
type clock: 0 .. (1 << 32) - 1;
     process: 1 .. 2;
var lock: 0 .. 2;
    since: array [process] of clock;
    at: array [process] of enum { IDLE, SETTING, WAITING, CRITICAL };

startstate begin lock := 0; for p: process do since[p] := 0; at[p] := IDLE; end; end;

ruleset p: process do
  rule "see it free" at[p] = IDLE & lock = 0 ==> begin at[p] := SETTING; since[p] := 0; end;
  rule "set it" at[p] = SETTING ==> begin lock := p; at[p] := WAITING; since[p] := 0; end;
  rule "enter" at[p] = WAITING & since[p] >= WAIT & lock = p ==> begin at[p] := CRITICAL; end;
  rule "give up" at[p] = WAITING & since[p] >= WAIT & lock != p ==> begin at[p] := IDLE; end;
  rule "leave" at[p] = CRITICAL ==> begin lock := 0; at[p] := IDLE; end;
end;

ruleset d: 1 .. 1000 do
  rule "time passes"
    forall p: process do since[p] + d <= (1 << 32) - 1 & (at[p] = SETTING -> since[p] + d <= WRITE) end
  ==>
  begin for p: process do since[p] := since[p] + d; end; end;
end;

invariant "mutual exclusion" !(at[1] = CRITICAL & at[2] = CRITICAL);
