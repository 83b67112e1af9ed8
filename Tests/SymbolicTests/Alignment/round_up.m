-- expect: aligned=proved above=proved
type addr: 0 .. 0xffffffffffff; shift: 0 .. 40;
var size, at: addr;
ruleset s: shift do startstate size := 1 << s; at := 0; end end;
ruleset x: addr do
  rule "go" x < 0x800000000000 ==> at := (x + size - 1) / size * size; end;
  invariant "above" (x + size - 1) / size * size >= x;
end;
invariant "aligned" at % size = 0;
