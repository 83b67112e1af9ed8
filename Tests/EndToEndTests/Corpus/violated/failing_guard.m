-- A guard that fails leaves open whether its rule would fire: one for each value of p, though the failing part names none.
-- expect: no-runtime-error=violated
-- expect: x is 0=unknown
-- expect: no-deadlock=unknown
-- failed-steps: 3
var x: 0 .. 5;
startstate x := 0; end;
ruleset p: 1 .. 3 do
  rule "ratio" 6 / x = p ==> begin x := p; end;
end;
invariant "x is 0" x = 0;
