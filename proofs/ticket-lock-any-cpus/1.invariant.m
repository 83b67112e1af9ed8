-- Inductive together, beside the ranges of the types.

invariant "L2 no two CPUs have the same ticket"
  forall c: cpu do forall d: cpu do (wants(c) & wants(d)) -> ((c = d) | (cpus[c].ticket != cpus[d].ticket)) end end;

invariant "L5 who has the lock has the ticket that is shown"
  forall c: cpu do holds(c) -> (cpus[c].ticket = lock.owner) end;

invariant "L8 of two that want the lock one came first"
  forall c: cpu do forall d: cpu do ((c != d) & (cpus[c].at = SPIN) & ((cpus[d].at = SPIN) | holds(d))) -> (after[c][d] != after[d][c]) end end;

invariant "L7 what is over leaves nothing"
  forall c: cpu do isundefined(cpus[c].ticket) = (cpus[c].at = OUTSIDE) end & forall c: cpu do forall d: cpu do after[c][d] -> ((cpus[c].at = SPIN) & wants(d)) end end;

invariant ""
  lock.next >= lock.owner;

ruleset i: cpu do
invariant ""
  cpus[i].at != ADD;
end;

ruleset i: cpu do
invariant ""
  (cpus[i].at = TRY) | (isundefined(cpus[i].ticket) | (lock.next != cpus[i].ticket));
end;

ruleset i: cpu do
invariant ""
  (cpus[i].at = TRY) | (isundefined(cpus[i].ticket) | (cpus[i].ticket >= lock.owner));
end;

ruleset i: cpu; j: cpu do
invariant ""
  (i = j) | ((!after[i][j]) | (isundefined(cpus[i].ticket) | isundefined(cpus[j].ticket) | (cpus[i].ticket >= cpus[j].ticket)));
end;

ruleset i: cpu do
invariant ""
  isundefined(cpus[i].ticket) | (lock.next >= cpus[i].ticket);
end;

ruleset i: cpu do
invariant ""
  !after[i][i];
end;

ruleset i: cpu do
invariant ""
  isundefined(cpus[i].ticket) | (cpus[i].ticket != 15);
end;
