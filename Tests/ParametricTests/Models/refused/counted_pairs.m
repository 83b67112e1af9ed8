-- What is counted compares two elements that are named, and both may be left out.
const N: 2;
type p: scalarset(N);
var pair: array [p] of record first: p; second: p end; n: 0 .. 3;
startstate for i: p do undefine pair[i].first; undefine pair[i].second end; n := 0; end;
ruleset i: p; j: p; k: p do
  rule "pair" isundefined(pair[i].first) ==> pair[i].first := j; pair[i].second := k; end;
end;
invariant "few" (count i: p do !isundefined(pair[i].first) & pair[i].first = pair[i].second end) <= 3;
