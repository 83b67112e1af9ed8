-- expect-code: P2P327
-- Only steps have a state after them.
var x: 0..1;
startstate x := 0; end;
rule begin x := 1 - x; end;
invariant "same" x' = x;
