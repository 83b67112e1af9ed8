-- expect: power=proved aligned=proved
-- The size changes, and stays a power of two.
type addr: 0 .. 0xffffffffffff;
var size, at: addr;
startstate size := 4096; at := 0; end;
rule "double" size < 0x40000000 & at % (size * 2) = 0 ==> size := size * 2; end;
rule "halve" size > 1 ==> size := size / 2; end;
rule "step" at + size < 0x1000000000 ==> at := at + size; end;
invariant "power" (size & (size - 1)) = 0;
invariant "aligned" at % size = 0;
