-- `b | e` does without `e` once `b` is true.
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of 0..2; b: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; b := false; end; end;
rule "any" begin b := false; for i: p do b := b | 2 / c[i] = 2; end; end;
