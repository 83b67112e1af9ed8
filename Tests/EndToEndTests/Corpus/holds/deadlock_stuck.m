-- Only self-loops are left at the end: no deadlock in the mode `stuck`.
-- deadlock: stuck
-- states: 4
-- firings: 4
var x: 0 .. 3;
startstate begin x := 0; end;
rule "step" x < 3 ==> begin x := x + 1; end;
rule "stay" x = 3 ==> begin x := 3; end;
