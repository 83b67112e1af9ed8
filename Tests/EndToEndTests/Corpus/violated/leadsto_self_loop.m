-- expect: unfair=violated
-- rumur: skip, it has no leadsto
-- A step that changes nothing is a step: nobody has to take the other one.
var x: 0 .. 1;
startstate x := 0; end;
rule "stay" x = 0 ==> x := 0; end;
rule "go" x = 0 ==> x := 1; end;
leadsto "unfair" x = 0 ~> x = 1;
