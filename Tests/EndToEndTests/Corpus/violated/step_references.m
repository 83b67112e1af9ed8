-- What only looks at a `var` parameter can be given the state before a step, and the one after it.
-- expect: always grows=violated
-- expect: grows=unknown
-- expect: grows in an array=unknown
-- expect: sums=unknown
-- expect: sum of both=unknown
-- expect: no-runtime-error=unknown
-- expect: no-deadlock=unknown
-- rumur: skip, it has no steps
var x: 0 .. 3; a: array [0 .. 1] of 0 .. 3;
function peek(var y: 0 .. 3): 0 .. 3; begin return y; end;
function sum(var y: 0 .. 3): 0 .. 6; begin return peek(y) + a[0]; end;
startstate x := 0; a[0] := 0; a[1] := 0; end;
rule "up" x < 3 ==> begin x := x + 1; a[x % 2] := x; end;
rule "down" x = 3 ==> begin x := 0; end;
step "grows" peek(x') >= peek(x) | peek(x) = 3;
step "grows in an array" forall i: 0 .. 1 do peek(a[i]') >= peek(a[i]) end;
step "sums" sum(x) <= sum(x') + 3;
step "always grows" peek(x) < peek(x)';
step "sum of both" sum(x)' > sum(x);
