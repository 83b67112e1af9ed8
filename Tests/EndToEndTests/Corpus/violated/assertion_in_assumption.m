-- expect: small=violated
-- expect: no-runtime-error=unknown
var x: 0 .. 5;
function below(i: 0 .. 5): boolean; begin assert i < 4 "small"; return i < 6; end;
startstate begin x := 0; end;
rule "step" x < 5 ==> begin x := x + 1; end;
assume "in range" below(x);
