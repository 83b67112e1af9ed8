-- `return` ends a rule.
-- states: 4
-- firings: 4
var x: 0 .. 5; y: boolean;
startstate begin x := 0; y := false; end;
rule "leave" begin
  if x = 3 then x := 0; return; end;
  x := x + 1;
  for i: 0 .. 5 do
    if i = x then return; end;
  end;
  y := true;
end;
invariant "never past the loop" !y;
