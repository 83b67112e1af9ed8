-- expect-code: P2P301
type e: enum { a, b };
var x: e; y: 0 .. 3;
startstate begin x := a; y := 0; end;
rule begin x := y; end;
