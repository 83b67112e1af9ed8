const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
type u: union {p, phase};
var x: u;
startstate x := A; end;
ruleset i: p do rule "set" begin x := i; end end;
invariant "nothing" x = x;
