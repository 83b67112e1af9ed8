-- A lock that is taken by whoever is first; with TURNS, who finds it free again and again has it at some time.
const
  TURNS: false;

type
  process: 0 .. 1;
  step: enum { IDLE, TRYING, CRITICAL };

var
  at: array [process] of step;

startstate "idle"
  for p: process do at[p] := IDLE; end;
end;

function is_free(): boolean;
begin
  return !exists p: process do at[p] = CRITICAL end;
end;

ruleset p: process do
  rule "try" at[p] = IDLE ==> at[p] := TRYING; end;

  --@ needs !TURNS
  --@ fair
  rule "acquire" !TURNS & at[p] = TRYING & is_free() ==> at[p] := CRITICAL; end;

  --@ needs TURNS
  --@ fair strong
  rule "acquire in turn" TURNS & at[p] = TRYING & is_free() ==> at[p] := CRITICAL; end;

  --@ fair
  rule "release" at[p] = CRITICAL ==> at[p] := IDLE; end;

  leadsto "who tries gets the lock" at[p] = TRYING ~> at[p] = CRITICAL;
end;

leadsto "it is given back" !is_free() ~> is_free();
