-- expect-code: P2P104
var x: 0 .. 1;
startstate begin x := 0; end;
leadsto "nowhere" x = 0;
