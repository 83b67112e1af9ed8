-- expect: aligned=proved
-- As C says it, with a size that is a power of two by an assumption.
type addr: 0 .. 0xffffffffffff;
var size, at: addr;
ruleset s: addr do
  startstate begin assume s != 0 & (s & (s - 1)) = 0 & s < 0x1000000; size := s; at := 0; end;
end;
ruleset x: addr do rule "go" x < 0x800000000000 ==> at := (x + size - 1) & ~(size - 1); end end;
invariant "aligned" at % size = 0;
