-- What is removed has no name any more, though something else took its place.
-- expect: no-runtime-error=violated
-- deadlock: off
-- rumur: skip, it has no multisets
type bit: 0..1;
var net: multiset [2] of bit; x: bit;
startstate begin x := 0; MultiSetAdd(x, net); end;
choose i: net do
  rule "exchange" begin MultiSetRemove(i, net); x := 1; MultiSetAdd(x, net); x := net[i]; end;
end;
