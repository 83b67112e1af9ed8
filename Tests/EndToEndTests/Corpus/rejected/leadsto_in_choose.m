-- expect-code: P2P323
type message: record n: 0 .. 1; end;
var net: multiset [2] of message;
startstate begin clear net; end;
choose i: net do
  leadsto "gone" net[i].n = 0 ~> net[i].n = 1;
end;
