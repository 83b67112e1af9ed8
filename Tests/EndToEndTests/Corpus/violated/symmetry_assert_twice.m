-- two asserts of different names in one loop: which of them is reported depends on order; both claims must be right
-- expect: not zero=violated
-- expect: not one=violated
type p: scalarset(2);
var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "r" begin for i: p do assert c[i] != 0 "not zero"; assert c[i] != 1 "not one"; end; t := !t; end;
