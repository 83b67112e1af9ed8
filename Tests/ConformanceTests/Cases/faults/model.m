-- A disk that stores a value; a write may be lost on its way, which is a failure that is made on purpose.
type who: scalarset(2);
var
  --@ observe
  stored: 0 .. 3;
  writing: array [who] of 0 .. 3;
  answer: array [who] of enum { NOTHING, DONE, LOST };

startstate begin
  stored := 0;
  for p: who do writing[p] := 0; answer[p] := NOTHING end;
end;

ruleset p: who do
  ruleset v: 1 .. 3 do
    --@ operation write v
    rule "asked" writing[p] = 0 & answer[p] = NOTHING ==> writing[p] := v; end;

    --@ operation write v fail
    --@ returns "EIO"
    rule "refused" writing[p] = 0 & answer[p] = NOTHING ==> end;
  end;

  rule "stored" writing[p] > 0 & answer[p] = NOTHING ==>
    stored := writing[p];
    writing[p] := 0;
    answer[p] := DONE;
  end;

  --@ operation fail
  rule "lost" writing[p] > 0 & answer[p] = NOTHING ==>
    writing[p] := 0;
    answer[p] := LOST;
  end;

  --@ returns answer[p] = DONE
  rule "answered" answer[p] != NOTHING ==> answer[p] := NOTHING; end;
end;
