-- As many states as three counters have.
const N: 36;
var a: array[0..2] of 0..N;
startstate begin for i: 0..2 do a[i] := 0; end; end;
ruleset i: 0..2 do rule "step" a[i] < N ==> begin a[i] := a[i] + 1; end; end;
invariant "sum" a[0] + a[1] + a[2] < 60;
cover "corner" a[0] = N & a[1] = N;
