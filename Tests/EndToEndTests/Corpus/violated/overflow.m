-- expect: no-runtime-error=violated
-- rumur: skip, the values do not fit its value type
var x: 0 .. 0xFFFFFFFFFFFFFFFF; y: boolean;
startstate begin x := 0xFFFFFFFFFFFFFFFF; y := false; end;
rule "square" begin y := x * x * x = 0; end;
