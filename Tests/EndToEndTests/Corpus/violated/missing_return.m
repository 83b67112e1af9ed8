-- expect: no-runtime-error=violated
var x: 0 .. 3;
function f(n: 0 .. 3): 0 .. 3;
begin
  if n < 2 then return n + 1; end;
end;
startstate begin x := 0; end;
rule "call" begin x := f(x); end;
