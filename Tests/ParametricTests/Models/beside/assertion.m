-- open: none, no-runtime-error
-- Behind an assertion that fails no run goes on: nothing is proved.
const N: 3;
type p: scalarset(N);
var b: array [p] of boolean; n: 0 .. 1 << 40;
startstate for i: p do b[i] := false end; n := 0; end;
ruleset i: p do
  rule "get" !b[i] ==> assert n < 2 "few"; b[i] := true; n := n + 1; end;
  rule "put" b[i] ==> b[i] := false; n := n - 1; end;
end;
invariant "none" n = 0 -> forall i: p do !b[i] end;
