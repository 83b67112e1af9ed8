-- violated-at: 2
-- Which element is the last one, elements that are left out decide.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var x: p; y: p; bad: boolean;
startstate undefine x; undefine y; bad := false; end;
ruleset i: p do
  rule "last" begin
    for j: p do x := j end;
    if x != i then bad := true end;
  end;
end;
invariant "the last" !bad;
