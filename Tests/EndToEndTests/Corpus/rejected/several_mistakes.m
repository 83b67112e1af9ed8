-- All are reported at once.
-- expect-code: P2P201
-- expect-code: P2P301
-- expect-code: P2P305
type e: enum { a, b };
var x: e; y: 5 .. 4;
startstate begin x := z; end;
rule begin x := 3; end;
