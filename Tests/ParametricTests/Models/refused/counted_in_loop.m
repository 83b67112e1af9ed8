-- violated-at: 4
-- The number is wrong once more elements are unset at once than it forgets.
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean; n: 0 .. 20;
startstate for i: p do b[i] := false end; n := 0; end;
ruleset i: p do rule "set" !b[i] & n < 20 ==> b[i] := true; n := n + 1; end end;
rule "unset" begin for i: p do b[i] := false end; n := n > 3 ? n - 3 : 0; end;
invariant "counted" n = count i: p do b[i] end;
