-- Behind the step that fails nobody has looked: nothing else holds.
-- expect: x is not 2=violated
-- expect: x below 4=unknown
-- expect: x is 3=unknown
-- expect: x is 1=reached
-- expect: home again=unknown
-- expect: never negative=unknown
-- expect: no-runtime-error=unknown
-- expect: no-deadlock=unknown
-- failed-steps: 1
-- deadlock: stuck
var x: 0 .. 5;
startstate x := 0; end;
rule "inc" x < 5 ==> begin assert x != 2 "x is not 2"; x := x + 1; end;
rule "back" x = 1 ==> begin x := 0; end;
invariant "x below 4" x < 4;
cover "x is 3" x = 3;
cover "x is 1" x = 1;
liveness "home again" x = 0;
rule "say" x >= 0 ==> begin assert x >= 0 "never negative"; end;
