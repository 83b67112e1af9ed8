-- A loop over a scalarset whose rounds do not depend on each other.
-- states: 27
-- firings: 81
type node: scalarset(3);
var mark: array [node] of 0 .. 2; n: 0 .. 3;
startstate begin for i: node do mark[i] := 0; end; n := 0; end;
ruleset i: node do
  rule "bump" mark[i] < 2 ==> begin mark[i] := mark[i] + 1; end;
end;
rule "all down" begin
  for i: node do if mark[i] > 0 then mark[i] := mark[i] - 1; end; end;
end;
invariant "in range" forall i: node do mark[i] <= 2 end;
