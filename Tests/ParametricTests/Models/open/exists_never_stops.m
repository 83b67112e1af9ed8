-- violated-at: 3
-- What comes first decides whether an undefined value is read: with three elements one that does not decide comes before.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var c: array [p] of boolean; x: p;
startstate undefine x; end;
ruleset i: p do
  rule "name" isundefined(x) ==> x := i; c[i] := true; end;
  rule "look" !isundefined(x) & i != x & (exists j: p do j != i & c[j] end) ==> c[i] := false; end;
end;
invariant "nothing" true;
