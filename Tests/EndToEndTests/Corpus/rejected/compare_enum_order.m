-- expect-code: P2P303
type e: enum { a, b };
var x: e;
startstate begin x := a; end;
rule x < b ==> begin x := b; end;
