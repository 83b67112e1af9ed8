-- Keywords in any case; names keep theirs.
-- states: 6
-- firings: 6
VAR x: 0 .. 2; X: Boolean;
STARTSTATE BEGIN x := 0; X := FALSE; END;
Rule "Step" X = False ==> Begin X := True; EndRule;
RULE "back" X ==> BEGIN X := false; x := (x + 1) % 3; ENDRULE;
Invariant "names differ" x >= 0;
