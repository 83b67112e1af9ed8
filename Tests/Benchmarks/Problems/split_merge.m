-- A range of addresses is cut at multiples of 2 MiB and grows again by such pieces.
-- expect: both ends are aligned=proved
const HUGE: (1 << 21) - 1;
type address: 0 .. (1 << 47);
var first, last: address;

startstate begin first := 0; last := 0; end;

ruleset a: address; b: address do
  rule "map" first = last & a < b & (a & HUGE) = 0 & (b & HUGE) = 0 ==> begin first := a; last := b; end;
  rule "keep the left" first < a & a < last & (a & HUGE) = 0 ==> begin last := a; end;
  rule "keep the right" first < a & a < last & (a & HUGE) = 0 ==> begin first := a; end;
  rule "grow" first < last & last + (HUGE + 1) <= 1 << 47 ==> begin last := last + (HUGE + 1); end;
end;
rule "unmap" begin first := last; end;

invariant "both ends are aligned" (first & HUGE) = 0 & (last & HUGE) = 0 & first <= last;
