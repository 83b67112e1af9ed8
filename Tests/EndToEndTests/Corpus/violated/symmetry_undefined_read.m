-- An undefined element that only one order of the elements comes to.
-- expect: some=unknown
-- expect: no-runtime-error=violated
type p: scalarset(2);
var b: array [p] of boolean; t: boolean;
ruleset w: p do startstate begin b[w] := true; t := true; end; end;
rule "t" begin t := !t; end;
invariant "some" exists i: p do b[i] end;
