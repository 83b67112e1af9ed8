-- expect-code: P2P302
var x: 0 .. 3;
startstate begin x := 0; end;
rule begin if x then x := 1; end; end;
