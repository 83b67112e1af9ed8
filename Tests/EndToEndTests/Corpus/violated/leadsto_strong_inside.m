-- expect: round the corner=violated
-- rumur: skip, it has no leadsto
-- The whole component is not fair to "leave", but a part of it is, in which that is impossible.
var x: 0 .. 3;
startstate x := 0; end;
rule "go" x < 2 ==> x := x + 1; end;
rule "back" x = 2 ==> x := 1; end;
rule "home" x = 2 ==> x := 0; end;
--@ fair strong
rule "leave" x = 0 ==> x := 3; end;
rule "again" x = 3 ==> x := 0; end;
leadsto "round the corner" x = 1 ~> x = 3;
