--@ refines abstract.m
type step: enum { IDLE, WORKING, DONE };
     other: enum { BROKEN };
     p: scalarset(2);
     result: union { step, other };
var at: array [p] of step;
    --@ abstracts who
    last: p;
--@ abstracts phase[q]
function phase_of(q: p): result;
begin
  if at[q] = DONE then return BROKEN else return at[q] end;
end;
--@ abstracts pair
function both(): record left: boolean; right: 0..2; end;
var r: record left: boolean; right: 0..2; end;
begin
  r.left := exists q: p do at[q] = DONE end;
  r.right := 1;
  return r;
end;
startstate for q: p do at[q] := IDLE end; end;
ruleset q: p do
  rule "work" at[q] = IDLE ==> at[q] := WORKING; last := q; end;
  rule "finish" at[q] = WORKING ==> at[q] := DONE; undefine last; end;
end;
-- abstract model:
type q: scalarset(2);
     phases: enum { BROKEN, IDLE, WORKING };
var pair: record left: boolean; right: 0..2; end; phase: array [q] of phases; who: q;
startstate for i: q do phase[i] := IDLE end; pair.left := false; pair.right := 1; end;
ruleset i: q do
  rule phase[i] = IDLE ==> phase[i] := WORKING; who := i; end;
  rule phase[i] = WORKING ==> phase[i] := BROKEN; undefine who; pair.left := true; end;
end;
