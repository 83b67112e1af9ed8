-- The same with an invariant that fails in one state only: "leave" takes it away, "zero" brings it about.
-- expect: no-runtime-error=violated
-- expect: quotient=unknown
-- deadlock: off
var here: boolean; x: 0 .. 1;
startstate begin here := true; x := 1; end;
rule "leave" here ==> begin here := false; end;
rule "zero" x = 1 ==> begin x := 0; end;
invariant "quotient" here -> 2 / x = 2;
