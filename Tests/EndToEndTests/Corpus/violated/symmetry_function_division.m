-- The same in a function.
-- expect: I=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
function f(i: p): boolean; begin return 2 % c[i] = 0; end; invariant "I" exists i: p do f(i) end;
