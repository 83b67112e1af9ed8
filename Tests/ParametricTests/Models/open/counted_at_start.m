-- violated-at: 4
-- Nobody sets anything, and all are set at the start.
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean;
startstate for i: p do b[i] := true end; end;
ruleset i: p do rule "unset" begin b[i] := false; end end;
invariant "few" count i: p do b[i] end < 4;
