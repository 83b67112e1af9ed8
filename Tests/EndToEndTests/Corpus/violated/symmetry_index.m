-- An index out of bounds.
-- expect: I=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
type small: 1..2; var d: array [small] of boolean; invariant "I" exists i: p do c[i] = 1 | isundefined(d[c[i]]) end;
