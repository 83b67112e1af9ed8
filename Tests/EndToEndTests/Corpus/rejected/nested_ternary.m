-- expect-code: P2P106
var x: 0 .. 3;
startstate begin x := 0; end;
rule begin x := x = 0 ? 1 : x = 1 ? 2 : 3; end;
