-- violated-at: 5
-- A guard with five witnesses.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
startstate bad := false; end;
rule "five"
  exists a: p; b: p; c: p; d: p; e: p do
    a != b & a != c & a != d & a != e & b != c & b != d & b != e & c != d & c != e & d != e
  end
==> bad := true; end;
invariant "at most four" !bad;
