-- Every start state fails, so that there is no state to learn from.
-- violated-at: 1
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean; x: p; n: 0 .. 2;
startstate for i: p do b[i] := b[i] end; n := 0; end;
ruleset i: p do rule "one" b[i] & n < 2 ==> n := n + 1; b[i] := false; end; end;
invariant "all of them" forall i: p do b[i] end;
invariant "few" n < 2;
