-- Who comes to 3 stays there, and who is at 2 may stay.
const STAYS: true;
type place: scalarset(2);
var x: array [place] of 0 .. 3;
startstate for p: place do x[p] := 0; end; end;
ruleset p: place do
  rule "go" x[p] < 3 ==> x[p] := x[p] + 1; end;
  leadsto "back" x[p] = 3 ~> x[p] = 0;
end;
--@ needs STAYS
rule "stay" STAYS & exists p: place do x[p] = 2 end ==> begin end;
leadsto "far" (exists p: place do x[p] = 1 end) ~> exists p: place do x[p] = 3 end;
leadsto "nothing" (exists p: place do x[p] > 3 end) ~> false;
invariant "small" forall p: place do x[p] <= 3 end;
