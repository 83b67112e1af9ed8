-- The controller may miss one reading, not two; the margin is that of one step.
-- expect: comfortable=violated
type millidegrees: -100000 .. 100000;
var temperature: millidegrees;
    heats, missed: boolean;

startstate begin temperature := 20000; heats := true; missed := false; end;

ruleset d: 0 .. 500 do
  rule "warmer" heats & (temperature < 22000 | !missed) ==>
  begin missed := temperature >= 22000; temperature := temperature + d; end;
  rule "colder" !heats & (temperature > 18000 | !missed) ==>
  begin missed := temperature <= 18000; temperature := temperature - d; end;
end;
rule "off" heats & temperature >= 22000 ==> begin heats := false; missed := false; end;
rule "on" !heats & temperature <= 18000 ==> begin heats := true; missed := false; end;

invariant "comfortable" 17500 <= temperature & temperature <= 22500;
