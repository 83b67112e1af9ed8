-- states: 11
-- firings: 22
var x: 0 .. 7; y: 0 .. 3; e: enum { one, two, many };
startstate begin x := 0; y := 0; e := one; end;
rule "classify" begin
  if x = 0 then y := 0;
  elsif x < 3 then y := 1;
  elsif x < 6 then y := 2;
  else y := 3;
  end;
  switch x
    case 1: e := one;
    case 2, y + 0: e := two;
    else e := many;
  end;
  x := (x + 1) % 8;
end;
rule "nothing matches" begin
  switch e case two: x := 0; end;
end;
invariant "classes" y <= x | x = 0 | y = 3;
