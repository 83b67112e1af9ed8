-- Each condition needs elements of its own.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; bad: boolean;
startstate for i: p do b[i] := true end; bad := false; end;
rule "eleven"
  exists c1: p; c2: p; c3: p; c4: p; c5: p; c6: p; c7: p; c8: p; c9: p; c10: p; c11: p do b[c1] & c1 != c2 end
==> bad := true; end;
invariant "few" !bad;
