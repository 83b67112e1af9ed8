-- An element of one type is used as one of the other.
type p: scalarset(2); q: scalarset(2);
var x: p; y: q;
startstate undefine x; end;
ruleset i: p do rule "set" begin x := i; y := x; end end;
invariant "nothing" isundefined(x) | x = y;
