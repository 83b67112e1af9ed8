-- Three interchangeable nodes; without symmetry reduction every arrangement counts.
-- states: 20
-- firings: 48
type node: scalarset(3);
var owner: node; wants: array [node] of boolean;
startstate begin clear wants; end;
ruleset n: node do
  rule "want" !wants[n] ==> begin wants[n] := true; end;
  rule "get" wants[n] & isundefined(owner) ==> begin owner := n; end;
  rule "release" !isundefined(owner) & owner = n ==> begin undefine owner; wants[n] := false; end;
end;
invariant "the owner wants" isundefined(owner) | wants[owner];
