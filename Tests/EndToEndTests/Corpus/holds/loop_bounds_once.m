-- The bounds of a loop are evaluated once; an assignment to what they name changes nothing.
-- deadlock: off
-- states: 2
-- firings: 2
var n: 0 .. 3; rounds: 0 .. 9;
startstate begin n := 3; rounds := 0; end;
rule "run" begin
  rounds := 0;
  n := 3;
  for i := 0 to n do
    n := 0;
    rounds := rounds + 1;
  end;
end;
invariant "four rounds or none" rounds = 0 | rounds = 4;
