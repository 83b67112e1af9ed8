-- `put` changes nothing.
-- states: 2
-- firings: 2
var x: boolean;
startstate begin x := false; end;
rule "say" begin put "x is "; put x; x := !x; end;
invariant "either" x | !x;
