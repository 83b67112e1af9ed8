-- expect-code: P2P304
var x: 0 .. 3; y: 0 .. x;
startstate begin x := 0; y := 0; end;
rule begin x := 0; end;
