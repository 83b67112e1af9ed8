-- violated-at: 4
-- What each is worth depends on a variable of the model: all are worth something at once.
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean; g: boolean;
startstate for i: p do b[i] := false end; g := false; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
rule "go" begin g := true; end;
invariant "few" count i: p do b[i] & g end < 4;
