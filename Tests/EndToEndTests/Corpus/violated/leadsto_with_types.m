-- expect: the first waits=violated
-- expect: both are there=explored
-- rumur: skip, it has no leadsto
-- Named types stand beside what leads to what in generated code.
type
  step: enum { HERE, THERE };
  pair: record first, second: step; end;
var at: array [0 .. 1] of pair;
startstate
  for i: 0 .. 1 do at[i].first := HERE; at[i].second := HERE; end;
end;
ruleset i: 0 .. 1 do
  --@ fair
  rule "second" at[i].second = HERE ==> at[i].second := THERE; end;
  rule "back" at[i].second = THERE ==> at[i].second := HERE; end;
  rule "first" at[i].first = HERE & at[i].second = THERE ==> at[i].first := THERE; end;
  leadsto "the first waits" at[i].first = HERE ~> at[i].first = THERE;
  leadsto "both are there" at[i].second = HERE ~> at[i].second = THERE;
end;
