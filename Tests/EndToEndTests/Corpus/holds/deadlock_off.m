-- A model that ends, where ending is right.
-- deadlock: off
-- states: 4
-- firings: 3
var x: 0 .. 3;
startstate begin x := 0; end;
rule "step" x < 3 ==> begin x := x + 1; end;
invariant "in range" x <= 3;
