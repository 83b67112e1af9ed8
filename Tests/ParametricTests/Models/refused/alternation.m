-- Everybody has a partner: no elements are enough to see that it is not so.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var s: array [p] of phase;
startstate for i: p do s[i] := A end; end;
ruleset i: p do rule "step" begin s[i] := B; end end;
invariant "partners" forall i: p do exists j: p do s[i] = s[j] end end;
