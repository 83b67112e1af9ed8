-- An assertion behind a `return` that another element meets first.
-- expect: only two before one=violated
type p: scalarset(2);
var c: array [p] of 0..2; t: boolean;
procedure find(); begin for i: p do if c[i] = 1 then return; end; assert c[i] = 2 "only two before one"; end; end;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "r" begin find(); t := !t; end;
