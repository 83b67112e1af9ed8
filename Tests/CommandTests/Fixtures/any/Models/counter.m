-- Everybody counts itself once: with the fourth, it is too many.
const NODES: 2;
type node: scalarset(NODES);
var counted: array [node] of boolean; count: 0 .. 9;
startstate for n: node do counted[n] := false end; count := 0; end;
ruleset n: node do
  rule "count" !counted[n] & count < 9 ==> counted[n] := true; count := count + 1; end;
end;
invariant "few" count < 4;
