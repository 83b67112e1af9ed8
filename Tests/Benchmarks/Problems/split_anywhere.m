-- The same, but a range may be moved to any page after it was cut.
-- expect: both ends are aligned=violated
const HUGE: (1 << 21) - 1;
type address: 0 .. (1 << 47);
var first, last: address;
    cut: boolean;

startstate begin first := 0; last := 0; cut := false; end;

ruleset a: address; b: address do
  rule "map" first = last & a < b & (a & HUGE) = 0 & (b & HUGE) = 0 ==>
  begin first := a; last := b; cut := false; end;
  rule "keep the left" first < a & a < last & (a & HUGE) = 0 ==> begin last := a; cut := true; end;
  rule "move" cut & (a & 0xfff) = 0 & a + (last - first) <= 1 << 47 ==>
  begin last := a + (last - first); first := a; end;
end;

invariant "both ends are aligned" (first & HUGE) = 0 & (last & HUGE) = 0;
