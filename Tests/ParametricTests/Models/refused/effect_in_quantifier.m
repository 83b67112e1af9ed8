-- violated-at: 4
-- A quantifier that counts, by calling what changes the state.
const N: 2;
type p: scalarset(N);
var n: 0 .. 20; bad: boolean;
function count(i: p): boolean; begin n := n + 1; return true; end;
startstate n := 0; bad := false; end;
rule "count" begin
  n := 0;
  if forall i: p do count(i) end & n >= 4 then bad := true end;
end;
invariant "few" !bad;
