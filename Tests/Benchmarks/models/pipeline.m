-- A pipeline: a source numbers its items round and round, stages work on them in two steps, and a sink looks at the order in which
-- they come.
const
  STAGES: 6;
  ITEMS: 4;

type
  stage: 0 .. STAGES - 1;
  place: 0 .. STAGES;
  item: 0 .. ITEMS; -- 0 is none

var
  cell: array [place] of item; -- before each stage, and behind the last one
  busy: array [stage] of item;
  done: array [stage] of boolean;
  made: item;
  taken: item;

startstate begin
  for p: place do cell[p] := 0; end;
  for s: stage do
    busy[s] := 0;
    done[s] := false;
  end;
  made := 0;
  taken := 0;
end;

rule "make" cell[0] = 0 ==> begin
  made := made % ITEMS + 1;
  cell[0] := made;
end;

ruleset s: stage do
  rule "take" cell[s] != 0 & busy[s] = 0 ==> begin
    busy[s] := cell[s];
    cell[s] := 0;
  end;

  rule "work" busy[s] != 0 & !done[s] ==> begin
    done[s] := true;
  end;

  rule "give" done[s] & cell[s + 1] = 0 ==> begin
    cell[s + 1] := busy[s];
    busy[s] := 0;
    done[s] := false;
  end;
end;

rule "consume" cell[STAGES] != 0 ==> begin
  assert "in order" cell[STAGES] = taken % ITEMS + 1;
  taken := cell[STAGES];
  cell[STAGES] := 0;
end;
