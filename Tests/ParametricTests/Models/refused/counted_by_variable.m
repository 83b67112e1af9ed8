-- violated-at: 4
-- Which page is counted is a variable: what holds of one page, holds of another one as long as there are few.
const N: 2;
type p: scalarset(N); page: enum { A, B };
var holds: array [p] of array [page] of boolean; at: page;
startstate for i: p do for g: page do holds[i][g] := false end end; at := A; end;
ruleset i: p do rule "get" begin holds[i][B] := true; end end;
rule "turn" begin at := B; end;
invariant "few" count i: p do holds[i][at] end < 4;
