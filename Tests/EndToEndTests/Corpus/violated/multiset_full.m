-- One element more than there is room for.
-- expect: no-runtime-error=violated
-- deadlock: off
-- rumur: skip, it has no multisets
type bit: 0..1;
var net: multiset [2] of bit; x: bit;
startstate x := 0; end;
rule "add" begin MultiSetAdd(x, net); end;
rule "turn" begin x := 1 - x; end;
