-- violated-at: 2
-- A cover statement is evaluated, and may fail.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var c: array [p] of boolean;
startstate for i: p do undefine c[i] end; end;
ruleset i: p do
  rule "set" begin c[i] := true; cover forall j: p do c[j] end "all"; end;
end;
invariant "nothing" true;
