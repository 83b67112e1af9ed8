-- Two scalarset types, one indexing the other.
-- states: 7
-- firings: 16
type cpu: scalarset(2); page: scalarset(2);
var holds: array [cpu] of page; busy: array [page] of boolean;
startstate begin clear busy; end;
ruleset c: cpu; p: page do
  rule "take" isundefined(holds[c]) & !busy[p] ==> begin holds[c] := p; busy[p] := true; end;
  rule "give" !isundefined(holds[c]) & holds[c] = p ==> begin undefine holds[c]; busy[p] := false; end;
end;
invariant "exclusive"
  forall c: cpu do forall d: cpu do
    c = d | isundefined(holds[c]) | isundefined(holds[d]) | holds[c] != holds[d]
  end end;
