-- A test-and-set lock: whoever finds it free takes it. It is what virtual CPUs fall back to where a queue would be worse, for the
-- next one in it may not be running.

--@ linux 7.3

const
  CPUS: 3;
  ARBITRATED: false;           -- true: who asks for the lock's cache line again and again has it, while it is free, again and again

type
  cpu:  scalarset(CPUS);
  step: enum { OUTSIDE, SPIN, LOCKED };

var
  locked: boolean;
  at:     array [cpu] of step;

startstate "nobody has the lock"
begin
  locked := false;
  for c: cpu do at[c] := OUTSIDE end;
end;

ruleset c: cpu do

  rule "lock: the CPU comes" at[c] = OUTSIDE ==>
    at[c] := SPIN;
  end;

  --@ needs !ARBITRATED
  --@ fair
  rule "lock: atomic_try_cmpxchg succeeds" !ARBITRATED & at[c] = SPIN & !locked ==>
    locked := true;
    at[c] := LOCKED;
  end;

  --@ needs ARBITRATED
  --@ fair strong
  rule "lock: atomic_try_cmpxchg succeeds in its turn" ARBITRATED & at[c] = SPIN & !locked ==>
    locked := true;
    at[c] := LOCKED;
  end;

  --@ fair
  rule "unlock: smp_store_release" at[c] = LOCKED ==>
    locked := false;
    at[c] := OUTSIDE;
  end;

  leadsto "S2 who spins gets the lock" at[c] = SPIN ~> at[c] = LOCKED;

end;

invariant "S1 one CPU has the lock"
  forall c: cpu do forall d: cpu do at[c] = LOCKED & at[d] = LOCKED -> c = d end end;

leadsto "S3 somebody gets the lock" exists c: cpu do at[c] = SPIN end ~> exists c: cpu do at[c] = LOCKED end;

cover "all others spin" exists c: cpu do at[c] = LOCKED & forall d: cpu do d = c | at[d] = SPIN end end;
