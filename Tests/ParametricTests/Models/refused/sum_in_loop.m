-- violated-at: 4
-- A loop that counts: with elements left out it counts less.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; n: 0 .. 20; bad: boolean;
startstate for i: p do b[i] := false end; n := 0; bad := false; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
rule "count" begin
  n := 0;
  for i: p do if b[i] then n := n + 1 end end;
  if n >= 4 then bad := true end;
end;
invariant "few" !bad;
