-- The property is wrong at depth 6, one step beyond the limit.
-- max-depth: 5
-- expect: small=bounded 5
-- rumur: skip, its bound counts differently
var x: 0 .. 9;
startstate begin x := 0; end;
rule "up" begin x := (x + 1) % 10; end;
invariant "small" x < 6;
