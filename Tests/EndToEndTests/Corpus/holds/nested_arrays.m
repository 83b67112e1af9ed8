-- Indices of every simple type.
-- states: 16
-- firings: 64
type key: enum { first, second }; node: scalarset(2);
  grid: array [boolean] of array [key] of array [node] of boolean;
var g: grid;
startstate begin clear g; end;
ruleset b: boolean; k: key; n: node do
  rule "set" !g[b][k][n] & b = (k = second) ==> begin g[b][k][n] := true; end;
  rule "reset" g[b][k][n] ==> begin g[b][k][n] := false; end;
end;
invariant "half stays clear" forall n: node do !g[true][first][n] end;
