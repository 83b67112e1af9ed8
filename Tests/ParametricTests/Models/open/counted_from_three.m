-- violated-at: 4
-- The number stays at three, the elements do not.
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean; n: 0 .. 3;
startstate for i: p do b[i] := false end; n := 0; end;
ruleset i: p do rule "set" !b[i] ==> begin b[i] := true; if n < 3 then n := n + 1 end; end end;
invariant "counted" n = count i: p do b[i] end;
