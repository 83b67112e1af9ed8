-- violated-at: 4
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; bad: boolean;
function total(): 0 .. 20; var s: 0 .. 20; begin
  s := 0;
  for i: p do if b[i] then s := s + 1 end end;
  return s;
end;
startstate for i: p do b[i] := false end; bad := false; end;
ruleset i: p do rule "set" begin b[i] := true; end end;
rule "count" total() > 3 ==> bad := true; end;
invariant "few" !bad;
