-- A cover that was not reached within the limit is not missed.
-- max-depth: 3
-- expect: far=unknown
-- expect: near=reached
-- rumur: skip, its bound counts differently
var x: 0 .. 9;
startstate begin x := 0; end;
rule "up" begin x := (x + 1) % 10; end;
cover "far" x = 8;
cover "near" x = 2;
