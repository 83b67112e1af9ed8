-- What is named is an index: it must not be left out.
-- violated-at: 3
const N: 2;
type p: scalarset(N);
var next: array [p] of p; bad: boolean;
startstate for i: p do next[i] := i end; bad := false; end;
ruleset i: p; j: p do rule "link" begin next[i] := j end; end;
ruleset i: p do
  rule "two on" next[next[i]] != i & next[i] != i & next[next[i]] != next[i] ==> bad := true; end;
end;
invariant "short" !bad;
