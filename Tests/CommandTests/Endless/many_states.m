-- Four thousand million states.
var a: array[0..7] of 0..15;
startstate begin for i: 0..7 do a[i] := 0; end; end;
ruleset i: 0..7 do rule "step" a[i] < 15 ==> begin a[i] := a[i] + 1; end; end;
invariant "in range" a[0] <= 15;
liveness "ends" a[0] = 15;
