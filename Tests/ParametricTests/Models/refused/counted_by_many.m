-- Each of too many pages has a count.
const N: 2;
type p: scalarset(N); page: 0 .. 5000;
var where: array [p] of page;
startstate for i: p do where[i] := 0 end; end;
ruleset i: p do rule "go" begin where[i] := 5000; end end;
invariant "few" forall g: page do count i: p do where[i] = g end < 5000 end;
