-- expect: no-runtime-error=violated
var a: array [1 .. 3] of boolean; i: 0 .. 4;
startstate begin clear a; i := 3; end;
rule "read" begin if a[i] then i := 0; end; i := i + 1; end;
