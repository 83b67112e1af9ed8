-- An argument out of range.
-- expect: I=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
function f(n: 1..2): boolean; begin return n = 1; end; invariant "I" exists i: p do f(c[i]) end;
