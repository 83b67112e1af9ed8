-- Two counters that always move together.
-- expect: the counters are equal=proved
type word: 0 .. (1 << 64) - 1;
var x, y: word;

startstate begin x := 0; y := 0; end;

rule "step" x < (1 << 64) - 1 ==> begin x := x + 1; y := y + 1; end;
rule "reset" begin x := 0; y := 0; end;

invariant "the counters are equal" x = y;
