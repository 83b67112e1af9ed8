-- One counter goes up by two, the other by three, either may go back.
-- expect: the ratio is kept=proved
const LIMIT: 1 << 40;
var x: 0 .. 2 * LIMIT;
    y: 0 .. 3 * LIMIT;

startstate begin x := 0; y := 0; end;

rule "forth" x <= 2 * LIMIT - 2 ==> begin x := x + 2; y := y + 3; end;
rule "back" x >= 2 ==> begin x := x - 2; y := y - 3; end;

invariant "the ratio is kept" 3 * x = 2 * y;
