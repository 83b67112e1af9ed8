-- Each iteration writes the same, and looks at it: the first one differs.
const N: 2;
type p: scalarset(N);
var first: boolean; mark: array [p] of boolean;
startstate for i: p do mark[i] := false end; first := true; end;
rule "mark" begin for i: p do mark[i] := first; first := false; end; end;
invariant "one" exists i: p do !mark[i] end;
