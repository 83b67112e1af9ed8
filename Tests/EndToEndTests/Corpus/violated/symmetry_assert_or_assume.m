-- An assertion, and what is dropped.
-- expect: not zero=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
rule "r" begin for i: p do assume c[i] != 1; assert c[i] != 0 "not zero"; end; t := !t; end;
