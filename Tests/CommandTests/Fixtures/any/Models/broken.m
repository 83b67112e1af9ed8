-- Two can be inside.
const NODES: 1;
type node: scalarset(NODES);
var inside: array [node] of boolean;
startstate for n: node do inside[n] := false end; end;
ruleset n: node do rule "enter" !inside[n] ==> inside[n] := true; end end;
invariant "one at a time" forall a: node; b: node do inside[a] & inside[b] -> a = b end;
cover "somebody is inside" exists n: node do inside[n] end;
