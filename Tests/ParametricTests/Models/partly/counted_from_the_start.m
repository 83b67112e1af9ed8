-- open: idle, no-runtime-error
-- Everybody is idle in the beginning, so that of those left out nothing is known; who is busy is counted from nothing on.
const N: 2; MOST: 1000;
type p: scalarset(N);
var busy: array [p] of boolean; n: 0 .. MOST; closed: boolean;
startstate for i: p do busy[i] := false end; n := 0; closed := false; end;
ruleset i: p do
  rule "begin" !closed & !busy[i] & n < MOST ==> busy[i] := true; n := n + 1; end;
  rule "end" busy[i] ==> busy[i] := false; n := n - 1; end;
end;
rule "close" n = 0 ==> closed := true; end;
invariant "idle" n > 0 | (count i: p do !busy[i] end) > 0;
invariant "busy" n = count i: p do busy[i] end;
invariant "closed" closed -> forall i: p do !busy[i] end;
