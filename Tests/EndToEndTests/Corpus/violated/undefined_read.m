-- expect: no-runtime-error=violated
var x: 0 .. 3; y: 0 .. 3;
startstate begin x := 0; end;
rule "read" begin x := y; end;
