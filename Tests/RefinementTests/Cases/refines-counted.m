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
  rule "give" used[i] ==> used[i] := false; end;
end;
rule "hidden" !busy ==> busy := true; end;
-- abstract model:
type n: 0..3;
var count: n;
startstate count := 0; end;
rule "up" count < 3 ==> count := count + 1; end;
rule "down" count > 0 ==> count := count - 1; end;
