-- A self-loop is no progress in the default mode.
-- expect: no-deadlock=violated
var x: 0 .. 3;
startstate begin x := 0; end;
rule "step" x < 3 ==> begin x := x + 1; end;
rule "stay" x = 3 ==> begin x := 3; end;
