const NODES: 2;
type node: scalarset(NODES);
var flag: array [node] of boolean; sum: 0 .. 9;
startstate for n: node do flag[n] := true end; sum := 0; end;
rule "sum" begin
  sum := 0;
  for n: node do if flag[n] then sum := sum + 1 end end;
end;
invariant "few" sum < 4;
