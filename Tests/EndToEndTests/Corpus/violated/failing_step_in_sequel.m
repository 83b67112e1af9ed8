-- From x = 1 nothing leads back that does not fail: whether home is reached behind the failure is not known.
-- expect: no-runtime-error=violated
-- expect: home again=unknown
-- expect: home for good=violated
-- failed-steps: 1
-- deadlock: off
var x: 0 .. 3;
startstate x := 0; end;
rule "out" x = 0 ==> begin x := 1; end;
rule "back" x = 1 ==> begin x := 9; end;
rule "away" x = 0 ==> begin x := 3; end;
rule "stay" x = 3 ==> begin end;
liveness "home again" x = 0 | x = 3;
liveness "home for good" x < 2;
