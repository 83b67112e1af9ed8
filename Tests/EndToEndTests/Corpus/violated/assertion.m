-- expect: less than three=violated
var x: 0 .. 5;
startstate begin x := 0; end;
rule "step" begin
  assert x < 3 "less than three";
  x := x + 1;
end;
