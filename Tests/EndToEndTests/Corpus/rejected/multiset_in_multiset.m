-- expect-code: P2P403
var net: multiset [3] of multiset [2] of boolean;
startstate undefine net; end;
