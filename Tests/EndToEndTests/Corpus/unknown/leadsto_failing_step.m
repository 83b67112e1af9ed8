-- expect: through the failure=unknown
-- expect: around the failure=violated
-- expect: no-runtime-error=violated
-- failed-steps: 1
-- deadlock: off
-- rumur: skip, it has no leadsto
-- Behind a step that fails may be what is waited for, unless the run does not need it.
var x: 0 .. 3;
startstate x := 0; end;
rule "go" x < 2 ==> x := x + 1; end;
--@ fair
rule "fail" x = 1 ==> error "it fails"; end;
rule "round" x = 2 ==> x := 2; end;
rule "stay" x = 1 ==> x := 1; end;
leadsto "through the failure" x = 1 ~> x >= 2;
leadsto "around the failure" x = 2 ~> x = 0;
