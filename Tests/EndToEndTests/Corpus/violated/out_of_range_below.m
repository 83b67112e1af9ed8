-- expect: no-runtime-error=violated
var x: -1 .. 3;
startstate begin x := 3; end;
rule "too far" begin x := x - 2; end;
