const CACHES: 2;
type cache: scalarset(CACHES); state: enum {M, E, S, I};
var s: array [cache] of state;
startstate for c: cache do s[c] := I end; end;
ruleset c: cache do
  rule "read alone" s[c] = I & forall d: cache do s[d] = I end ==> s[c] := E; end;
  rule "read" s[c] = I & exists d: cache do s[d] != I end ==>
    for d: cache do if s[d] != I then s[d] := S end end;
    s[c] := S;
  end;
  rule "write" s[c] = E ==> s[c] := M; end;
  rule "upgrade" s[c] = S | s[c] = I ==> for d: cache do s[d] := d = c ? M : I end; end;
  rule "evict" s[c] != I ==> s[c] := I; end;
end;
invariant "an owner is alone"
  forall c: cache; d: cache do c != d & (s[c] = M | s[c] = E) -> s[d] = I end;
