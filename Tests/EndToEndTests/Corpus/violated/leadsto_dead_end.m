-- expect: it goes on for ever=violated
-- expect: it comes to the end=explored
-- deadlock: off
-- rumur: skip, it has no leadsto
-- A run that can go no further ends there, however fair its rules are.
var x: 0 .. 3;
startstate x := 0; end;
--@ fair strong
rule "go" x < 3 ==> x := x + 1; end;
leadsto "it goes on for ever" x = 1 ~> x = 0;
leadsto "it comes to the end" true ~> x = 3;
