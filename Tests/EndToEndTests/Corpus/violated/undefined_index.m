-- expect: no-runtime-error=violated
var a: array [boolean] of boolean; i: boolean;
startstate begin clear a; end;
rule "index" begin a[i] := true; end;
