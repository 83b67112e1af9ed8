-- A reference count that is kept per CPU: a put may be on another CPU than its get, and the sum is what counts.
const CPUS: 2; MOST: 3;
--@ any
type cpu: scalarset(CPUS);
var gets: array [cpu] of 0 .. MOST; puts: array [cpu] of 0 .. MOST; users: 0 .. 1000000;
startstate for c: cpu do gets[c] := 0; puts[c] := 0; end; users := 0; end;
ruleset c: cpu do
  rule "get" gets[c] < MOST & users < 1000000 ==> begin gets[c] := gets[c] + 1; users := users + 1; end;
  rule "put" users > 0 & puts[c] < MOST ==> begin puts[c] := puts[c] + 1; users := users - 1; end;
end;
invariant "users are what was got and not put" users + sum c: cpu do puts[c] end = sum c: cpu do gets[c] end;
