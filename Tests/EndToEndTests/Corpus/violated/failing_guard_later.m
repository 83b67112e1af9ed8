-- The failing part of the guard names its parameter: some values fail, others do not.
-- expect: no-runtime-error=violated
-- expect: small=unknown
-- failed-steps: 4
-- deadlock: off
var x: 0 .. 5;
startstate x := 0; end;
ruleset p: 1 .. 3; q: 0 .. 1 do
  rule "ratio" x = 0 & 6 / (p - 2 - x) > 0 - 9 & q = 0 ==> begin x := 1; end;
  rule "ratio again" x = 0 & 6 / (p - 2 - x) > 0 - 9 ==> begin x := 1; end;
end;
invariant "small" x < 2;
