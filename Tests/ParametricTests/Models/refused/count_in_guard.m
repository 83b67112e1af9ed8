-- violated-at: 4
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean; bad: boolean;
startstate for i: p do b[i] := false end; bad := false; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
rule "many" count i: p do b[i] end > 3 ==> begin bad := true; end;
invariant "few" !bad;
