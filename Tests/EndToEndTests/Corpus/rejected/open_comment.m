-- A comment that is never closed takes what follows with it.
-- expect-code: P2P108
-- rumur: skip, it takes the rest of the file for a comment
var x: boolean;
startstate x := true; end;
rule "flip" begin x := !x; end; /* never closed
invariant "swallowed" x;
