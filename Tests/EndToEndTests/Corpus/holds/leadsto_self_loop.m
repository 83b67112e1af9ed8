-- expect: fair=explored
-- deadlock: off
-- rumur: skip, it has no leadsto
var x: 0 .. 1;
startstate x := 0; end;
rule "stay" x = 0 ==> x := 0; end;
--@ fair
rule "go" x = 0 ==> x := 1; end;
leadsto "fair" x = 0 ↝ x = 1;
