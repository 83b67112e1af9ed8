-- expect: same=proved
type addr: 0 .. 0xffffffffffff; shift: 12 .. 20;
var order: shift; at, size: addr;
ruleset s: shift do startstate order := s; size := 1 << s; at := 0; end end;
rule "step" at < 0x800000000000 ==> at := ((at >> order) << order) + size; end;
invariant "same" at % size = 0 & size = 1 << order;
