-- expect: no-runtime-error=violated
-- rumur: skip, its checker overflows the stack
var x: 0 .. 3;
function f(n: 0 .. 3): 0 .. 3;
begin
  return f(n);
end;
startstate begin x := 0; end;
rule "call" begin x := f(x); end;
