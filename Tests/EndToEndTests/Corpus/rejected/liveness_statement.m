-- expect-code: P2P317
var x: 0 .. 3;
startstate begin x := 0; end;
rule begin liveness "soon" x = 0; end;
