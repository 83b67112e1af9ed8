-- expect: who asks comes in=explored
-- expect: and goes out=explored
-- rumur: skip, it has no leadsto
-- Peterson's algorithm (1981): whoever goes on once it can comes in.
type
  process: 0 .. 1;
  step: enum { OUTSIDE, ASKING, WAITING, INSIDE };
var
  at: array [process] of step;
  wants: array [process] of boolean;
  turn: process;
startstate
  for p: process do at[p] := OUTSIDE; wants[p] := false; end;
  turn := 0;
end;

ruleset p: process do
  rule "ask" at[p] = OUTSIDE ==> wants[p] := true; at[p] := ASKING; end;
  --@ fair
  rule "give way" at[p] = ASKING ==> turn := 1 - p; at[p] := WAITING; end;
  --@ fair
  rule "come in" at[p] = WAITING & (!wants[1 - p] | turn = p) ==> at[p] := INSIDE; end;
  --@ fair
  rule "go out" at[p] = INSIDE ==> wants[p] := false; at[p] := OUTSIDE; end;

  leadsto "who asks comes in" at[p] = ASKING ~> at[p] = INSIDE;
  leadsto "and goes out" at[p] = INSIDE ~> at[p] = OUTSIDE;
end;

invariant "one is inside" !(at[0] = INSIDE & at[1] = INSIDE);
