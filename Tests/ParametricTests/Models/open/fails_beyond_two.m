-- violated-at: 3
-- An assertion in a loop fails for the third element only.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var u: p; v: p;
startstate undefine u; undefine v; end;
ruleset i: p; j: p do
  rule "two" begin
    u := i; v := j;
    if i != j then for k: p do assert k = i | k = j "no third" end end;
  end;
end;
invariant "nothing" true;
