-- What names an element changes something, and so must not be evaluated twice.
const N: 2;
type p: scalarset(N);
var next: array [p] of p; mark: array [p] of boolean; n: 0 .. 3;
function counted(i: p): p;
begin
  n := n + 1;
  return i;
end;
startstate for i: p do next[i] := i; mark[i] := false end; n := 0; end;
ruleset i: p do rule "mark" n < 3 ==> mark[next[counted(i)]] := true; end; end;
invariant "few" n < 4;
