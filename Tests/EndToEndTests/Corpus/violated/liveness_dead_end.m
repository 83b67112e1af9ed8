-- expect: back home=violated
-- deadlock: off
var x: 0 .. 3;
startstate begin x := 0; end;
rule "go" x < 2 ==> begin x := x + 1; end;
rule "back" x = 1 ==> begin x := 0; end;
liveness "back home" x = 0;
