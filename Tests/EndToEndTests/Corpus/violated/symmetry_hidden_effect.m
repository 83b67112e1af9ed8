-- the rule fires in one member of the orbit only; what if the canonical member is the failing one?
-- expect: never bad=violated
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of 0..2; bad: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 2; end; c[w] := 0; bad := false; end; end;
rule "t" exists i: p do 4 / c[i] = 2 end ==> begin bad := true; end;
invariant "never bad" !bad;
