-- violated-at: 4
-- All holders of one page hold the other one at once.
const N: 2;
type p: scalarset(N); page: enum { A, B };
var holds: array [page] of array [p] of boolean; n: array [page] of 0 .. 20;
startstate for i: p do for g: page do holds[g][i] := false end end; for g: page do n[g] := 0 end; end;
ruleset i: p do
  rule "get" !holds[A][i] & n[A] < 20 ==> holds[A][i] := true; n[A] := n[A] + 1; end;
end;
rule "move" begin holds[B] := holds[A]; n[B] := n[A] > 3 ? 3 : n[A]; end;
invariant "counted" forall g: page do n[g] = count i: p do holds[g][i] end end;
