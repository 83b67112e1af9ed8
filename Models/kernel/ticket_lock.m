-- The ticket lock: who comes takes a number and waits until it is shown. The generic arch_spin_lock(), and arm64's of old.

--@ linux 7.3

const
  CPUS: 3;
  TICKETS: 4;                  -- 65536 in the kernel, and more than there are CPUs
  WRAPS: true;                 -- false: they do not begin anew, so that there may be any number of CPUs
  TRYLOCK: true;
  ATOMIC_ADD: true;            -- false: a ticket is loaded, and the next one stored: what atomic_fetch_add() prevents

type
  cpu:    scalarset(CPUS);
  ticket: 0 .. TICKETS - 1;
  step:   enum { OUTSIDE, TRY, ADD, SPIN, LOCKED, UNLOCK };

var
  lock: record
    owner: ticket;
    next:  ticket;
  end;
  cpus: array [cpu] of record
    at: step;
    ticket: ticket;            -- its own; of trylock and of the store the one that it has read
  end;
  after: array [cpu] of array [cpu] of boolean;   -- ghost: [c][d] if d came before c and has not had the lock yet

function wants(c: cpu): boolean;
begin
  return cpus[c].at = SPIN | cpus[c].at = LOCKED | cpus[c].at = UNLOCK;
end;

function holds(c: cpu): boolean;
begin
  return cpus[c].at = LOCKED | cpus[c].at = UNLOCK;
end;

function is_there_a_ticket(): boolean;
begin
  return WRAPS | lock.next < TICKETS - 1;
end;

procedure come(c: cpu);
begin
  for d: cpu do
    if d != c & wants(d) then after[c][d] := true end;
  end;
end;

startstate "nobody has the lock"
begin
  lock.owner := 0;
  lock.next := 0;
  for c: cpu do
    cpus[c].at := OUTSIDE;
    for d: cpu do after[c][d] := false end;
  end;
end;

ruleset c: cpu do alias me: cpus[c] do

  --@ kernel include/asm-generic/ticket_spinlock.h ticket_spin_lock
  --@ needs ATOMIC_ADD
  rule "lock: atomic_fetch_add" ATOMIC_ADD & me.at = OUTSIDE & is_there_a_ticket() ==>
    me.ticket := lock.next;
    lock.next := (lock.next + 1) % TICKETS;
    come(c);
    if me.ticket = lock.owner then me.at := LOCKED else me.at := SPIN end;
  end;

  --@ needs !ATOMIC_ADD
  rule "lock: the ticket is loaded" !ATOMIC_ADD & me.at = OUTSIDE & is_there_a_ticket() ==>
    me.ticket := lock.next;
    me.at := ADD;
  end;

  --@ needs !ATOMIC_ADD
  rule "lock: the next ticket is stored" me.at = ADD ==>
    --@ unnoticed all is violated without it as well
    lock.next := (me.ticket + 1) % TICKETS;
    come(c);
    me.at := SPIN;
  end;

  --@ kernel include/asm-generic/ticket_spinlock.h ticket_spin_lock
  --@ fair
  rule "lock: the ticket is shown" me.at = SPIN & me.ticket = lock.owner ==>
    me.at := LOCKED;
  end;

  --@ kernel include/asm-generic/ticket_spinlock.h ticket_spin_trylock
  --@ needs TRYLOCK
  rule "trylock: nobody wants the lock"
    TRYLOCK & me.at = OUTSIDE & is_there_a_ticket()
    --@ unnoticed who finds the lock taken later on fails as well
    & lock.owner = lock.next
  ==>
    me.ticket := lock.next;
    me.at := TRY;
  end;

  --@ kernel include/asm-generic/ticket_spinlock.h ticket_spin_trylock
  --@ needs TRYLOCK
  rule "trylock: atomic_try_cmpxchg" me.at = TRY ==>
    if lock.owner = me.ticket & lock.next = me.ticket then
      lock.next := (lock.next + 1) % TICKETS;
      come(c);
      me.at := LOCKED;
    else
      undefine me.ticket;
      me.at := OUTSIDE;
    end;
  end;

  --@ kernel include/asm-generic/ticket_spinlock.h ticket_spin_unlock
  --@ fair
  rule "unlock: atomic_read of the owner, which is its ticket" me.at = LOCKED ==>
    me.at := UNLOCK;
  end;

  -- Of the half of the word that has the owner: the other half may have changed.
  --@ kernel include/asm-generic/ticket_spinlock.h ticket_spin_unlock
  --@ fair
  rule "unlock: smp_store_release" me.at = UNLOCK ==>
    lock.owner := (me.ticket + 1) % TICKETS;
    for d: cpu do after[d][c] := false end;
    undefine me.ticket;
    me.at := OUTSIDE;
  end;

end; end;

invariant "L1 one CPU has the lock"
  forall c: cpu do forall d: cpu do holds(c) & holds(d) -> c = d end end;

invariant "L2 no two CPUs have the same ticket"
  forall c: cpu do forall d: cpu do
    wants(c) & wants(d) -> c = d | cpus[c].ticket != cpus[d].ticket
  end end;

invariant "L3 what is free nobody wants"
  lock.owner = lock.next -> !exists c: cpu do wants(c) end;

invariant "L4 first come, first served"
  forall c: cpu do holds(c) -> !exists d: cpu do after[c][d] end end;

invariant "L5 who has the lock has the ticket that is shown"
  forall c: cpu do holds(c) -> cpus[c].ticket = lock.owner end;

invariant "L8 of two that want the lock one came first"
  forall c: cpu do forall d: cpu do
    c != d & cpus[c].at = SPIN & (cpus[d].at = SPIN | holds(d)) -> after[c][d] != after[d][c]
  end end;

-- With L4 nobody waits for ever: each CPU in front is served once.
liveness "L6 the lock can be free" lock.owner = lock.next & !exists c: cpu do wants(c) end;

invariant "L7 what is over leaves nothing"
  (forall c: cpu do isundefined(cpus[c].ticket) = (cpus[c].at = OUTSIDE) end)
  & forall c: cpu do forall d: cpu do after[c][d] -> cpus[c].at = SPIN & wants(d) end end;

cover "all others wait"
  (exists c: cpu do holds(c) end) & forall c: cpu do holds(c) | cpus[c].at = SPIN end;

--@ needs WRAPS
cover "tickets begin anew while somebody waits"
  lock.next < lock.owner & exists c: cpu do cpus[c].at = SPIN end;

--@ needs TRYLOCK
cover "another was faster than trylock"
  exists c: cpu do exists d: cpu do cpus[c].at = TRY & cpus[c].ticket = lock.owner & holds(d) end end;
