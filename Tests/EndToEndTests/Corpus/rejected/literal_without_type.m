-- expect-code: P2P326
-- Nothing says what this is.
var n: 0..1;
startstate n := 0; if {f: 0} = {f: 0} then n := 1; end; end;
