-- Elements that name elements, so that four of them are needed.
-- violated-at: 4
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var next: array [p] of p; bad: boolean;
startstate for i: p do next[i] := i end; bad := false; end;
ruleset i: p; j: p do rule "link" next[i] = i ==> next[i] := j; end; end;
ruleset i: p; j: p; k: p; l: p do
  rule "four in a row"
    next[i] = j & next[j] = k & next[k] = l & i != j & j != k & k != l & i != k & i != l & j != l ==> bad := true; end;
end;
invariant "short" !bad;
