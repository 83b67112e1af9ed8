-- expect-code: P2P104
const N = 3;
var x: 0 .. N;
startstate x := 0; end;
