-- open: counted, few, no-runtime-error
-- violated-at: 4
-- What is set aside calls a function whose assertion fails for four elements; where a step calls it, it does not.
const N: 2;
type p: scalarset(N); number: 0 .. 20;
var b: array [p] of boolean;
function is_few(n: number): boolean; begin assert n <= 3 "few"; return true; end;
startstate for i: p do b[i] := false end; end;
ruleset i: p do
  rule "turn" true ==> b[i] := !b[i]; if !is_few(2) then b[i] := false end; end;
end;
invariant "counted" is_few(count i: p do true end);
invariant "known" forall i: p do b[i] | !b[i] end;
