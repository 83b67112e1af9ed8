-- expect-code: P2P307
const n: 4 / 0;
var x: 0 .. n;
startstate begin x := 0; end;
rule begin x := 0; end;
