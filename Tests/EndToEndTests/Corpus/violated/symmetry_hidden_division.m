-- division by zero behind a short-circuiting quantifier
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of 0..2; t: boolean;
startstate begin for i: p do c[i] := 2; end; t := false; end;
ruleset i: p do rule "z" c[i] = 2 & (forall j: p do c[j] = 2 end) ==> begin c[i] := 0; end; end;
rule "t" exists i: p do 4 / c[i] = 2 end ==> begin t := !t; end;
rule "u" true ==> begin t := !t; end;
