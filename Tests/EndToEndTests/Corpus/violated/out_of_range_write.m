-- expect: no-runtime-error=violated
var x: 0 .. 3;
startstate begin x := 0; end;
rule "too far" begin x := x + 1; end;
