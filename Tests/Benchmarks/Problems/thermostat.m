-- A heater that is switched on at 18 degrees and off at 22; in a step temperature moves by half a degree at most.
-- expect: comfortable=proved
type millidegrees: -100000 .. 100000;
var temperature: millidegrees;
    heats: boolean;

ruleset t: 18000 .. 22000; h: boolean do
  startstate begin temperature := t; heats := h; end;
end;

ruleset d: 0 .. 500 do
  rule "warmer" heats & temperature < 22000 ==> begin temperature := temperature + d; end;
  rule "colder" !heats & temperature > 18000 ==> begin temperature := temperature - d; end;
end;
rule "off" heats & temperature >= 22000 ==> begin heats := false; end;
rule "on" !heats & temperature <= 18000 ==> begin heats := true; end;

invariant "comfortable" 17500 <= temperature & temperature <= 22500;
