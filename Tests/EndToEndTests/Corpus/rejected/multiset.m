-- expect-code: P2P403
var x: multiset [3] of boolean;
startstate begin undefine x; end;
