-- open: counted, no-runtime-error
-- violated-at: 1
-- What is asked of a function depends on the state too.
const N: 2;
type p: scalarset(N); phase: enum {A, B};
var s: array [p] of phase; h: phase; n: 0 .. 3;
function is_late(q: phase): boolean; begin return q = h end;
startstate for i: p do s[i] := A end; h := B; n := 0; end;
ruleset i: p do
  rule "go" s[i] = A ==> s[i] := B; end;
end;
rule "turn" true ==> h := A; end;
invariant "counted" n = count i: p do is_late(s[i]) end;
invariant "one phase" n = 0;
