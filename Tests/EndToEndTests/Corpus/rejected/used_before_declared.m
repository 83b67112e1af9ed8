-- Declarations may stand anywhere, but before they are used.
-- expect-code: P2P201
startstate begin x := first; end;
rule "step" begin x := first; end;
var x: e;
type e: enum { first, second };
