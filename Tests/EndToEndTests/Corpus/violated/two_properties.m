-- Both are found in one run.
-- expect: first=violated
-- expect: second=violated
var x: 0 .. 9; y: 0 .. 9;
startstate begin x := 0; y := 0; end;
rule "x" begin x := (x + 1) % 10; end;
rule "y" begin y := (y + 1) % 10; end;
invariant "first" x < 3;
invariant "second" y < 4;
