-- expect-code: P2P403
type s: set of 0 .. 3;
var x: 0 .. 3;
startstate x := 0; end;
