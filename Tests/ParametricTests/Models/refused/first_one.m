-- violated-at: 2
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
function first(i: p): p; begin for j: p do return j end; return i; end;
startstate bad := false; end;
ruleset i: p do rule "first" begin if first(i) != i then bad := true end; end end;
invariant "the first" !bad;
