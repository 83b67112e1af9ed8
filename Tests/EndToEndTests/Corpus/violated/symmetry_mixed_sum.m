-- A sum with parts of both signs, which leaves its type in one order only.
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of -2..2; n: 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 2; end; c[w] := -2; n := 0; t := false; end; end;
rule "sum" begin for i: p do n := n + c[i]; end; t := !t; end;
