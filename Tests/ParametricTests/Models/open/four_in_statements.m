-- violated-at: 4
-- Conditions of a body count whichever way they come out.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
startstate bad := false; end;
rule "four" begin
  if !(forall a: p; b: p; c: p; d: p do a = b | a = c | a = d | b = c | b = d | c = d end) then bad := true end;
end;
invariant "at most three" !bad;
