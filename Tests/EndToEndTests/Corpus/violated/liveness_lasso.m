-- expect: back home=violated
var x: 0 .. 5;
startstate begin x := 0; end;
rule "go" x < 3 ==> begin x := x + 1; end;
rule "back" x = 2 ==> begin x := 0; end;
rule "there" x = 3 ==> begin x := 4; end;
rule "and back" x = 4 ==> begin x := 3; end;
liveness "back home" x = 0;
