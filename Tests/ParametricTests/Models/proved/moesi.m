const CACHES: 2;
type cache: scalarset(CACHES); state: enum {M, O, E, S, I};
var s: array [cache] of state;
startstate for c: cache do s[c] := I end; end;
ruleset c: cache do
  rule "read alone" s[c] = I & forall d: cache do s[d] = I end ==> s[c] := E; end;
  rule "read" s[c] = I & exists d: cache do s[d] != I end ==>
    for d: cache do
      if s[d] = M | s[d] = O then s[d] := O elsif s[d] = E then s[d] := S end;
    end;
    s[c] := S;
  end;
  rule "write" s[c] = E ==> s[c] := M; end;
  rule "upgrade" s[c] != M & s[c] != E ==> for d: cache do s[d] := d = c ? M : I end; end;
  rule "evict" s[c] != I ==> s[c] := I; end;
end;
invariant "an owner is alone"
  forall c: cache; d: cache do c != d & (s[c] = M | s[c] = E) -> s[d] = I end;
invariant "one is responsible" forall c: cache; d: cache do c != d & s[c] = O -> s[d] = S | s[d] = I end;
