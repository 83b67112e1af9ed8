-- Division by zero in a quantifier, in every state; and an invariant about the same.
-- expect: found one=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of 0..1;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; end; end;
rule "t" exists i: p do 4 / c[i] = 4 end ==> begin end;
invariant "found one" exists i: p do 4 / c[i] = 4 end;
