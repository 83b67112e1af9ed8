-- Runs go on behind what is violated: "few" is so from two on, "counted" stays, and no evaluation fails.
const N: 3;
type p: scalarset(N);
var b: array [p] of boolean; n: 0 .. 1 << 40;
startstate for i: p do b[i] := false end; n := 0; end;
ruleset i: p do
  rule "get" !b[i] ==> b[i] := true; n := n + 1; end;
  rule "put" b[i] ==> b[i] := false; n := n - 1; end;
end;
invariant "few" n < 2;
invariant "counted" n = count i: p do b[i] end;
invariant "none" n = 0 -> forall i: p do !b[i] end;
