-- Two threads that test and then set: the classic race.
-- expect: mutual exclusion=violated
type thread: scalarset(2); place: enum { idle, tested, inside };
var pc: array [thread] of place; lock: boolean;
startstate begin clear pc; lock := false; end;
ruleset t: thread do
  rule "test" pc[t] = idle & !lock ==> begin pc[t] := tested; end;
  rule "set" pc[t] = tested ==> begin lock := true; pc[t] := inside; end;
  rule "leave" pc[t] = inside ==> begin lock := false; pc[t] := idle; end;
end;
invariant "mutual exclusion"
  forall t: thread do forall u: thread do t = u | pc[t] != inside | pc[u] != inside end end;
