-- A loop changes another part of the records in which elements are counted; a procedure does it.
const N: 2;
type p: scalarset(N);
var c: array [p] of record in_use: boolean; early: boolean end; n: 0 .. 1 << 40; busy: boolean;
procedure begin_period(); begin for i: p do c[i].early := c[i].in_use end end;
startstate for i: p do c[i].in_use := false; c[i].early := false end; n := 0; busy := false; end;
ruleset i: p do
  rule "get" !c[i].in_use ==> c[i].in_use := true; n := n + 1; end;
  rule "put" c[i].in_use ==> c[i].in_use := false; c[i].early := false; n := n - 1; end;
end;
rule "period" !busy ==> begin_period(); busy := true; end;
rule "over" busy & forall i: p do !c[i].early end ==> busy := false; end;
invariant "counted" n = count i: p do c[i].in_use end;
invariant "early" forall i: p do c[i].early -> c[i].in_use end;
invariant "none" n = 0 -> forall i: p do !c[i].early end;
