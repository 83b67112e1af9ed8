-- Covers as properties and as statements, in rulesets too.
-- states: 5
-- firings: 5
var x: 0 .. 4;
startstate begin x := 0; end;
rule "step" begin
  x := (x + 1) % 5;
  if x = 3 then cover true "three reached"; end;
  cover x = 0 "home again";
end;
cover "four" x = 4;
ruleset i: 0 .. 4 do
  cover "each" x = i;
end;
