-- expect-code: P2P205
type e: enum { a, b, a };
var x: e;
startstate begin x := a; end;
rule begin x := b; end;
