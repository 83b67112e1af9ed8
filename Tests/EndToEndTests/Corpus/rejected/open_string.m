-- expect-code: P2P102
var x: boolean;
startstate "no end begin x := true; end;
