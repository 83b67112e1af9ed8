-- A ruleset over bounds with a step.
-- rumur: skip, it crashes once the parameter of such a ruleset is used
-- states: 4
var x: 0 .. 9;
startstate begin x := 9; end;
ruleset i := 1 to 7 by 3 do
  rule "set" begin x := i; end;
end;
invariant "every third" x = 1 | x = 4 | x = 7 | x = 9;
