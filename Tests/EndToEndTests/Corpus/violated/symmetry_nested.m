-- An inner quantifier.
-- expect: I=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
invariant "I" exists i: p do forall j: p do i = j | 2 / c[j] = 2 end end;
