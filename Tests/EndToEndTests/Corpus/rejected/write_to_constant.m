-- expect-code: P2P308
const n: 3;
var x: 0 .. n;
startstate begin x := 0; end;
rule begin n := 2; end;
