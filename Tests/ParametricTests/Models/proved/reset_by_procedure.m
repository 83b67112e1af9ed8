-- A procedure that is called with the variable of a loop comes to the cells of that element.
const N: 2;
type p: scalarset(N); phase: enum {A, B};
var s: array [p] of record at: phase; owned: boolean end; owner: p; any: boolean;
procedure forget(e: p); begin s[e].at := A; s[e].owned := false; end;
procedure reset(e: p); begin forget(e); end;
startstate for i: p do forget(i) end; undefine owner; any := false; end;
ruleset i: p do
  rule "take" !any ==> owner := i; any := true; s[i].at := B; s[i].owned := true; end;
end;
rule "drop all" any ==> for i: p do reset(i) end; any := false; undefine owner; end;
ruleset i: p; j: p do invariant "one" s[i].owned & s[j].owned -> i = j end;
invariant "free" !any -> forall i: p do !s[i].owned & s[i].at = A end;
