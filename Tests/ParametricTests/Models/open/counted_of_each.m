-- violated-at: 4
-- The second page is put twice by the fourth of its users.
const N: 2;
type p: scalarset(N); page: enum { A, B };
var holds: array [p] of array [page] of boolean; n: array [page] of 0 .. 20;
startstate for i: p do for g: page do holds[i][g] := false end end; for g: page do n[g] := 0 end; end;
ruleset i: p; g: page do
  rule "get" !holds[i][g] & n[g] < 20 ==> holds[i][g] := true; n[g] := n[g] + 1; end;
  rule "put" holds[i][g] ==> holds[i][g] := false; n[g] := (g = B & n[g] > 3) ? n[g] - 2 : n[g] - 1; end;
end;
ruleset g: page do invariant "counted" n[g] = count i: p do holds[i][g] end; end;
