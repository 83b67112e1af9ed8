-- expect: no-runtime-error=violated
-- rumur: skip, it has no `sum`
-- A sum is a value of 64 bits, or an error.
var n: 0..0xffffffffffffffff; isLarge: boolean;
startstate n := 1; isLarge := false; end;
rule "grow" n < 0x8000000000000000 ==> begin n := n * 2; end;
rule "sum" begin isLarge := sum k := 1 to 2 do n end > 5; end;
