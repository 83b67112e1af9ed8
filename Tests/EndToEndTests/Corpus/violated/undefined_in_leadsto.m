-- expect: no-runtime-error=violated
-- expect: leads=unknown
-- expect: leads away=unknown
-- rumur: skip, it has no leadsto
var x: 0 .. 2;
  y: 0 .. 2;
startstate x := 0; end;
rule "go" x < 2 ==> x := x + 1; y := x; end;
rule "back" x = 2 ==> x := 1; end;
leadsto "leads" x = 1 ~> y = 2;
leadsto "leads away" y = 1 ~> x = 2;
