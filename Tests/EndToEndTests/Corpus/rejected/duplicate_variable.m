-- expect-code: P2P202
var x: boolean;
var x: 0 .. 3;
startstate begin undefine x; end;
