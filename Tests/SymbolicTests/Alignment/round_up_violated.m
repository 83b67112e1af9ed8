-- expect: same=violated
type addr: 0 .. 0xffffffffffff; shift: 0 .. 40;
var size, at, up: addr;
ruleset s: shift do startstate size := 1 << s; at := 0; up := 0; end end;
ruleset x: addr do
  rule "go" x < 0x800000000000 ==> at := x / size * size; up := (x + size - 1) / size * size; end;
end;
invariant "same" up - at <= size - 1;
