-- expect: who tries gets the lock=explored
-- expect: somebody gets the lock=explored
-- rumur: skip, it has no leadsto
-- A test-and-set lock: with strong fairness nobody is overtaken for ever.
type
  process: 0 .. 1;
  step: enum { IDLE, TRYING, CRITICAL };
var
  at: array [process] of step;
startstate for p: process do at[p] := IDLE; end; end;

ruleset p: process do
  rule "try" at[p] = IDLE ==> at[p] := TRYING; end;

  --@ fair strong
  rule "acquire" at[p] = TRYING & !exists q: process do at[q] = CRITICAL end ==> at[p] := CRITICAL; end;

  --@ fair
  rule "release" at[p] = CRITICAL ==> at[p] := IDLE; end;

  leadsto "who tries gets the lock" at[p] = TRYING ~> at[p] = CRITICAL;
end;

leadsto "somebody gets the lock" exists p: process do at[p] = TRYING end ~> exists p: process do at[p] = CRITICAL end;
