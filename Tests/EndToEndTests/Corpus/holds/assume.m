-- States that violate an assumption are dropped; so are steps that reach a violated `assume`.
-- states: 15
-- firings: 40
var x: 0 .. 9; y: 0 .. 9;
startstate begin x := 0; y := 0; end;
rule "up" x < 9 ==> begin x := x + 1; end;
rule "side" y < 9 ==> begin y := y + 1; assume y < 3 "small y"; end;
rule "home" begin x := 0; y := 0; end;
assume "small x" x < 5;
invariant "both small" x < 5 & y < 3;
