-- expect: who has a ticket gets the lock=explored
-- rumur: skip, it has no leadsto
-- A ticket lock: weak fairness is enough, for who comes later cannot overtake.
const
  CPUS: 3;
type
  cpu: scalarset(CPUS);
  ticket: 0 .. CPUS;
  step: enum { OUTSIDE, WAITING, LOCKED };
var
  at: array [cpu] of step;
  has: array [cpu] of ticket;
  next, owner: ticket;
startstate
  for c: cpu do at[c] := OUTSIDE; end;
  next := 0;
  owner := 0;
end;

ruleset c: cpu do
  rule "take a ticket" at[c] = OUTSIDE ==>
    has[c] := next;
    next := (next + 1) % (CPUS + 1);
    at[c] := WAITING;
  end;
  --@ fair
  rule "lock" at[c] = WAITING & has[c] = owner ==> at[c] := LOCKED; end;
  --@ fair
  rule "unlock" at[c] = LOCKED ==>
    owner := (owner + 1) % (CPUS + 1);
    undefine has[c];
    at[c] := OUTSIDE;
  end;

  leadsto "who has a ticket gets the lock" at[c] = WAITING ~> at[c] = LOCKED;
end;
