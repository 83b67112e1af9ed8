-- Nested rulesets, steps, and a ruleset that holds start states and properties.
-- states: 24
-- firings: 360
var x: 0 .. 3; y: 0 .. 2; b: boolean;
ruleset i: 0 .. 2 do
  startstate "any y" begin x := 0; y := i; b := false; end;
end;
ruleset i: 0 .. 3; j: 0 .. 2 do
  ruleset c: boolean do
    rule "set" x != i & c ==> begin x := i; y := j; b := c; end;
    rule "clear" b & !c ==> begin b := c; end;
  end;
  invariant "not both" !(x = i & y = j & false);
end;
