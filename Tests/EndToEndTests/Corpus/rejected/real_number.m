-- expect-code: P2P401
var x: 0 .. 3;
startstate begin x := 1.5; end;
