-- expect: no-runtime-error=violated
-- expect: ever one=reached
var x: 0 .. 5; y: 0 .. 5;
startstate begin x := 0; y := 1; end;
rule "step" x < 5 ==> begin x := x + 1; if x = 3 then undefine y; end; end;
rule "back" x = 5 ==> begin x := 0; y := 0; end;
cover "ever one" y = 1;
