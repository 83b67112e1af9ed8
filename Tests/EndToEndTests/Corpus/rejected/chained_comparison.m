-- expect-code: P2P106
var x: 0 .. 3;
startstate begin x := 0; end;
rule 0 <= x <= 3 ==> begin x := 0; end;
