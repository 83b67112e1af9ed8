-- expect: no-runtime-error=violated
var x: 0 .. 9;
function f(n: 0 .. 3): 0 .. 9;
begin
  return n;
end;
startstate begin x := 0; end;
rule "call" x < 9 ==> begin x := x + 1; x := x + f(x) - f(x); end;
