-- expect: leadsto again=explored
-- expect: leadsto is small=explored
-- rumur: skip, it has no leadsto
-- A word only where a property can stand.
const Leadsto: 2;
type leadsTo: 0 .. Leadsto;
var leadsto: leadsTo;
  other: boolean;
startstate leadsto := 0; other := false; end;
alias LEADSTO: leadsto do
  --@ fair
  rule "step" leadsto < 2 ==> begin LEADSTO := leadsto + 1; end;
end;
--@ fair
rule "again" leadsto = 2 ==> begin leadsto := 0; end;
invariant "leadsto is small" leadsto <= Leadsto;
leadsto "leadsto again" leadsto = 2 ~> leadsto = 0;
