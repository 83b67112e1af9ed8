-- expect: no-runtime-error=violated
var a: array [1 .. 3] of boolean; i: 0 .. 4;
startstate begin clear a; i := 2; end;
rule "write" begin a[i] := true; i := i - 1; end;
