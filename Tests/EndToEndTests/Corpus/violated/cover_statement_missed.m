-- expect: never here=violated
var x: 0 .. 7;
startstate begin x := 0; end;
rule "step" begin
  x := (x + 1) % 5;
  if x = 6 then cover true "never here"; end;
end;
