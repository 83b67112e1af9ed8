-- expect: no-runtime-error=violated
var x: 0 .. 3; y: 0 .. 3;
startstate "reads" begin y := x; x := 0; end;
rule begin x := 0; end;
