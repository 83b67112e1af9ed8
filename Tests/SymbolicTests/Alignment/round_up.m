-- expect: above=proved near=proved aligned=proved
type addr: 0 .. 0xffffffffffff; shift: 0 .. 30;
var size: addr;
ruleset s: shift do startstate size := 1 << s; end end;
ruleset x: addr do
  invariant "above" (x + size - 1) / size * size >= x;
  invariant "near" (x + size - 1) / size * size - x < size;
  invariant "aligned" (x + size - 1) / size * size % size = 0;
end;
