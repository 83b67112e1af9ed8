-- expect-code: P2P317
var x: 0 .. 1;
startstate begin x := 0; leadsto "here" x = 0 ~> x = 1; end;
