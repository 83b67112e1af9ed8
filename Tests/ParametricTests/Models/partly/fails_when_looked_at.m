-- open: nearly, no-runtime-error
-- violated-at: 3
-- To look at it fails as soon as three have stepped: of that nothing is said, but the steps go on whoever looks.
const N: 2;
type p: scalarset(N);
var s: array [p] of boolean; d: 0 .. 3;
startstate for i: p do s[i] := false end; d := 3; end;
ruleset i: p do rule "step" !s[i] & d > 0 ==> s[i] := true; d := d - 1; end end;
invariant "nearly" forall i: p do exists j: p do s[i] = s[j] & 6 / d > 0 end end;
invariant "down" d < 3 | forall i: p do !s[i] end;
