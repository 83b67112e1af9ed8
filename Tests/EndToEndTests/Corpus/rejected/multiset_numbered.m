-- expect-code: P2P321
var net: multiset [3] of boolean; x: boolean;
startstate undefine net; x := net[0]; end;
