-- Typographic quotes delimit texts too.
-- states: 2
-- firings: 2
var x: boolean;
startstate begin x := false; end;
rule “flip” begin x := !x; end;
invariant x | !x;
