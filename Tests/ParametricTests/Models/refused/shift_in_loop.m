-- An iteration looks at what another one writes.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; c: array [p] of boolean;
startstate for i: p do b[i] := false; c[i] := false end; end;
ruleset i: p do
  rule "take" begin for j: p do b[j] := !b[i] end; end;
end;
invariant "none" forall i: p do !c[i] end;
