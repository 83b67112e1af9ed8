-- expect: no-runtime-error=violated
var x: 0 .. 3; y: 0 .. 10;
startstate begin x := 2; y := 0; end;
rule "divide" begin x := x - 1; y := 10 % x; end;
