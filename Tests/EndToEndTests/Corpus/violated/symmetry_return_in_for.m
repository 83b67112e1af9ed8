-- A loop that is left early, behind which something fails.
-- expect: I=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
function f(): boolean; begin for i: p do if 2 / c[i] = 2 then return true; end; end; return false; end; invariant "I" f();
