-- expect-code: P2P109
var x: 0 .. 3 := 0;
startstate x := 0; end;
