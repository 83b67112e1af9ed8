-- expect-code: P2P312
var x: 0 .. 3;
startstate begin x := 0; end;
rule begin for i := 0 to 3 by -1 do x := 0; end; end;
