-- expect: small=violated
var x: 0 .. 5;
startstate begin x := 0; end;
rule "up" x < 5 ==> begin x := x + 1; end;
rule "home" x > 0 ==> begin x := 0; end;
invariant "small" x < 4;
invariant "in range" x <= 5;
