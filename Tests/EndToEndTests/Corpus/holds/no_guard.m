-- A rule without guard is always enabled, `begin` may be missing.
-- states: 4
-- firings: 8
var x: 0 .. 3;
startstate x := 0; end;
rule "always" begin x := (x + 1) % 4; end;
rule true ==> x := 0 end;
invariant x < 4 "message behind";
