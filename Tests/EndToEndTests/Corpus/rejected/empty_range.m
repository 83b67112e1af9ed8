-- expect-code: P2P305
var x: 3 .. 0;
startstate begin x := 3; end;
rule begin x := 3; end;
