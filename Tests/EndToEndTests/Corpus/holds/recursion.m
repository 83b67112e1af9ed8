-- Functions call themselves and each other.
-- states: 7
-- firings: 7
type n: 0 .. 6;
var x: n; f: 0 .. 800;
function factorial(k: n): 1 .. 720;
begin
  if k < 2 then return 1; end;
  return k * factorial(k - 1);
end;
startstate begin x := 0; f := 1; end;
rule "step" x < 6 ==> begin x := x + 1; f := factorial(x); end;
rule "again" x = 6 ==> begin x := 0; f := 1; end;
invariant "values" (x = 3 -> f = 6) & (x = 6 -> f = 720);
