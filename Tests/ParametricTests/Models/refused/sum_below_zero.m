-- violated-at: 4
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean;
startstate for i: p do b[i] := false end; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
invariant "not low" sum i: p do b[i] ? -1 : 0 end > -4;
