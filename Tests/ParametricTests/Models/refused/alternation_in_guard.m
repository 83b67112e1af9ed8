-- violated-at: 3
-- Exactly two elements: the rule needs to know that there is no third one.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var bad: boolean;
startstate bad := false; end;
rule "three or more"
  forall i: p do exists j: p do i != j & exists k: p do k != i & k != j end end end
==> bad := true; end;
invariant "at most two" !bad;
