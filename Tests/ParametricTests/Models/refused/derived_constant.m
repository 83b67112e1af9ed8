-- violated-at: 4
const N: 2; M: N + 1;
type p: scalarset(N);
var n: 0 .. 20;
startstate n := 0; end;
rule "on" n < M ==> n := n + 1; end;
invariant "few" n < 5;
