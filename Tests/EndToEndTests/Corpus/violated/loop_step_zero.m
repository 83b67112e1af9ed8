-- expect: no-runtime-error=violated
-- rumur: skip, its checker would loop for ever
var x: 0 .. 2; n: 0 .. 9;
startstate begin x := 2; n := 0; end;
rule "run" begin
  n := 0;
  for i := 0 to 2 by x do n := n + 1; end;
  x := x - 1;
end;
