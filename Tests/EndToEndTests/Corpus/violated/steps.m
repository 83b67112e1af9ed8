-- A step that is not one ends its run: nothing behind it is seen. A condition that cannot be evaluated fails with it.
-- expect: upwards=violated
-- expect: never back=violated
-- expect: small steps=violated
-- expect: no-runtime-error=violated
-- expect: no-deadlock=unknown
-- expect: divides=unknown
-- expect: in range=unknown
-- rumur: skip, it has no steps
type small: 0..5;
var x, y: small; b: boolean;
startstate x := 0; b := false; end;
rule "up" x < 5 ==> begin x := x + 1; end;
rule "jump" x = 2 ==> begin x := 5; return; end;
rule "down" x = 5 ==> begin x := 0; end;
rule "set" !b ==> begin b := true; y := x; end;
rule "back" b & x = 3 ==> begin b := false; undefine y; end;
step "small steps" x' <= x + 2;
step "upwards" x' >= x;
step "never back" b -> b';
step "divides" b' & x = 1 -> 4 / y' > 1;
invariant "in range" x <= 5;
