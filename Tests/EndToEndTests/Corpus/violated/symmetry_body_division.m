-- The same in a body.
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
rule "r" begin if forall i: p do 2 / c[i] != 2 end then t := true; end; end;
