-- expect: no-runtime-error=violated
var x: 0 .. 3;
startstate begin x := 0; end;
rule "step" begin
  if x = 3 then error "three is too many"; end;
  x := x + 1;
end;
