-- violated-at: 4
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean;
startstate for i: p do b[i] := false end; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
invariant "few" count i: p do b[i] end < 4;
