-- Wide numbers, few states; no invariant says why they are so few.
const LENGTH: 20;
var x: 0 .. 0xffffffffffffffff; n: 0 .. LENGTH;
startstate begin x := 1; n := 0 end;
rule "next" n < LENGTH ==> x := (x * 5 + 3) & 0xffffff; n := n + 1 end;
rule "again" n = LENGTH ==> x := 1; n := 0 end;
invariant "below" x < 0xfffff0;
cover "to the end" n = LENGTH;
liveness "comes back" n = 0;
