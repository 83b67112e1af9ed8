-- A search that was cut short says nothing of what can be reached.
-- max-depth: 2
-- expect: back home=unknown
-- rumur: skip, its bound counts differently
var x: 0 .. 9;
startstate begin x := 0; end;
rule "up" begin x := (x + 1) % 10; end;
liveness "back home" x = 0;
