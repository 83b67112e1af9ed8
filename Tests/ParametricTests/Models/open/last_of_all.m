-- The same each time, but what an iteration looks at.
-- violated-at: 2
const N: 2;
type p: scalarset(N);
var first: boolean; mark: array [p] of boolean;
startstate for i: p do mark[i] := false end; first := true; end;
rule "mark" begin for i: p do mark[i] := true; first := false; end; end;
invariant "alone" forall i: p; j: p do i != j -> !(mark[i] & mark[j]) end;
