-- expect-code: P2P318
var x: 0 .. 3;
startstate begin x := 0; end;
rule begin x[0] := 0; end;
