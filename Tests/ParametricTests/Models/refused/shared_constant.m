-- violated-at: 4
-- The constant says how far a counter goes, too.
const N: 2;
type p: scalarset(N);
var n: 0 .. N;
startstate n := 0; end;
rule "on" n < N ==> n := n + 1; end;
invariant "few" n < 4;
