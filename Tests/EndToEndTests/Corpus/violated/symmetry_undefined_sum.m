-- `e | b` reads an undefined `b` unless the first `e` is true.
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of boolean; b: boolean; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := false; end; c[w] := true; t := false; end; end;
rule "any" begin undefine b; for i: p do b := c[i] | b; end; t := !t; end;
