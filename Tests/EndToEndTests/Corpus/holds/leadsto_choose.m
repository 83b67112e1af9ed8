-- expect: all is received=explored
-- deadlock: off
-- rumur: skip, it has no multisets
type message: record n: 0 .. 1; end;
var net: multiset [2] of message;
  m: message;
startstate begin clear net; m.n := 0; end;
rule "send" MultiSetCount(i: net, true) = 0 ==> begin MultiSetAdd(m, net); end;
choose i: net do
  --@ fair
  rule "receive" begin MultiSetRemove(i, net); end;
end;
rule "rest" begin end;
leadsto "all is received" MultiSetCount(i: net, true) > 0 ~> MultiSetCount(i: net, true) = 0;
