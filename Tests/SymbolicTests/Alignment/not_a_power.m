-- expect: aligned=violated
-- Three pages are no power of two.
type addr: 0 .. 0xffffffffffff; pages: 1 .. 4;
var size, at: addr;
ruleset n: pages do startstate size := n * 4096; at := 0; end end;
rule "step" at < 0x100000 ==> at := at + size; end;
invariant "aligned" at % 8192 = 0 | (size & (size - 1)) = 0 & at % 4096 = 0;
