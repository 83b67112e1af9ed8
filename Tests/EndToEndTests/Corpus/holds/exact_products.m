-- Intermediate values are exact: the product is far outside every declared type.
-- states: 12
-- firings: 12
var x: 0 .. 100;
startstate begin x := 0; end;
rule "step" begin x := (x * x * x + 7) % 101; end;
invariant "in range" x <= 100;
