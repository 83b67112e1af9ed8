-- A bus that tells everybody at once.
const CACHES: 2;
type cache: scalarset(CACHES); state: enum {M, S, I};
var s: array [cache] of state;
startstate for c: cache do s[c] := I end; end;
ruleset c: cache do
  rule "read" s[c] = I ==>
    for d: cache do if s[d] = M then s[d] := S end end;
    s[c] := S;
  end;
  rule "write" s[c] != M ==>
    for d: cache do s[d] := d = c ? M : I end;
  end;
  rule "evict" s[c] != I ==> s[c] := I; end;
end;
invariant "one writer" forall c: cache; d: cache do c != d & s[c] = M -> s[d] = I end;
