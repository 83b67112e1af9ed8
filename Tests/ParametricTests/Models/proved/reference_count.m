-- A reference count: who holds a reference is counted, and nobody holds what is freed.
const USERS: 2; LIMIT: 1000000;
--@ any
type user: scalarset(USERS);
var holds: array [user] of boolean; count: 0 .. LIMIT; freed: boolean;
startstate for u: user do holds[u] := false end; count := 0; freed := false; end;
ruleset u: user do
  rule "get" !freed & !holds[u] & count < LIMIT ==> begin holds[u] := true; count := count + 1; end;
  rule "put" holds[u] ==> begin holds[u] := false; count := count - 1; end;
end;
rule "free" count = 0 & !freed ==> begin freed := true; end;
invariant "the count is that of the holders" count = count u: user do holds[u] end;
invariant "freed is held by nobody" forall u: user do freed -> !holds[u] end;
