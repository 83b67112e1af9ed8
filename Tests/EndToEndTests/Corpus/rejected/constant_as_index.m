-- expect-code: P2P203
const N: 3;
var a: array [N] of boolean;
startstate clear a; end;
