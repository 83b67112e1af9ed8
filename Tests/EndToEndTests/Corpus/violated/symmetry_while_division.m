-- The same in the condition of a loop.
-- expect: no-runtime-error=violated
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
rule "r" var n: 0..3; begin n := 0; while n < 2 & exists i: p do 2 / c[i] = 2 end do n := n + 1; end; end;
