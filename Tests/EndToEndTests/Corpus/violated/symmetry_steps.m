-- How many steps an evaluation takes depends on the order: a quantifier stops when it can.
-- rumur: skip, it counts no steps
-- expect: no-runtime-error=violated
type p: scalarset(2);
var c: array [p] of boolean; t: boolean;
function slow(i: p): boolean; var n: 0..2000000; begin
  n := 0;
  if c[i] then while n < 1000000 do n := n + 1; end; end;
  return !c[i];
end;
ruleset w: p do startstate begin for i: p do c[i] := false; end; c[w] := true; t := false; end; end;
rule "r" (exists i: p do slow(i) end) & (exists i: p do c[i] & !slow(i) end) ==> begin t := !t; end;
