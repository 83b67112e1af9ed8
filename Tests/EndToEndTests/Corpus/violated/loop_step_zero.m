-- expect: no-runtime-error=violated
-- rumur: skip, its checker would loop for ever
var x: 0 .. 2;
startstate begin x := 2; end;
rule "run" begin
  for i := 0 to 2 by x do x := 2; end;
  x := x - 1;
end;
