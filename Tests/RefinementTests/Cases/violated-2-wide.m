--@ refines abstract.m
type p: scalarset(3);
var used: array [p] of boolean; busy: boolean;
--@ abstracts count
function total(): 0..3;
var n: 0..3;
begin
  n := 0;
  for i: p do if used[i] then n := n + 1 end end;
  return n;
end;
startstate for i: p do used[i] := false end; busy := false; end;
ruleset i: p do
  rule "take" !used[i] ==> used[i] := true; end;
  rule "give" used[i] ==> for j: p do used[j] := false end; end;
end;
rule "hidden" !busy ==> busy := true; end;
-- abstract model:
type n: 0..1 << 60;
var count: n;
startstate count := 0; end;
ruleset k: 0..1 << 62 do
  rule "up" (k & 1) = k & count + k <= 1 << 60 ==> count := count + k; end;
end;
