-- Values beyond 32 bits.
-- rumur: skip, they do not fit its value type
var x: 0 .. 0xFFFFFFFFFFFFFFFF; y: -0x7FFFFFFFFFFFFFFF .. 0;
startstate begin x := 0xFFFFFFFFFFFFFFFF; y := -0x7FFFFFFFFFFFFFFF; end;
rule "halve" x > 0 ==> begin x := x >> 1; end;
rule "again" x = 0 ==> begin x := 0xFFFFFFFFFFFFFFFF; end;
invariant "exact" x * 4 >= x * 3;
