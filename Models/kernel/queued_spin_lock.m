-- The queued spin lock: a locked byte, one CPU that waits on it with the pending bit, and all others in a queue of MCS nodes,
-- each of which spins on its own. A node belongs to a CPU and to how deep in interrupts it is.
--
-- Each access to the lock word or to a node that others look at is a step. What a CPU has read of the word is kept as the
-- decision that it leads to. The bounded wait for a hand-over may end at any time. Memory is sequentially consistent, and
-- the paravirtual slow path is left out. Each context has a lock of its own, as an interrupt must not want one that its
-- CPU holds.

--@ linux 7.3

const
  CPUS: 3;
  CONTEXTS: 1;                 -- task, interrupt...: 4 in the kernel

  WAITS_FOR_PENDING: true;     -- false: the head of the queue waits for the locked byte alone
  UNDOES_PENDING: true;        -- false: who sets the pending bit and then queues leaves it
  CLAIMS_BY_CMPXCHG: true;     -- false: a head that has seen nobody behind it clears the tail by a store
  COUNTS_FIRST: true;          -- false: a node is initialised before it is counted, and an interrupt takes it too

type
  cpu:     scalarset(CPUS);
  context: 0 .. CONTEXTS - 1;
  contexts: 0 .. CONTEXTS;
  step: enum {
    OUTSIDE, HAND_OVER, SET_PENDING, UNDO_PENDING, WAIT_OWNER, TAKE_OVER,
    QUEUE, INIT_NODE, TRY_AGAIN, SWAP_TAIL, LINK, WAIT_NODE, WAIT_HEAD, CLAIM_LAST, CLAIM, PASS_ON, RELEASE_NODE,
    LOCKED
  };

var
  lock: array [context] of record
    locked:  boolean;
    pending: boolean;
    cpu:     cpu;              -- the tail; undefined: none
    index:   context;
  end;
  node: array [cpu] of array [context] of record   -- by index, not by the context that uses it
    locked: boolean;
    next:   cpu;
    next_index: context;
  end;
  count: array [cpu] of contexts;
  at: array [cpu] of array [context] of step;
  index: array [cpu] of array [context] of context;
  prev: array [cpu] of array [context] of record cpu: cpu; index: context; end;

  -- Ghost: [l][c][d] if c was in the queue of lock l when d came, and has not had the lock yet.
  before: array [context] of array [cpu] of array [cpu] of boolean;

-- An interrupt ends before what it has interrupted goes on.
function runs(c: cpu; l: context): boolean;
begin
  return forall k: context do k > l -> at[c][k] = OUTSIDE end;
end;

function is_zero(l: context): boolean;
begin
  return !lock[l].locked & !lock[l].pending & isundefined(lock[l].cpu);
end;

-- In the queue and without the lock.
function is_queued(c: cpu; l: context): boolean;
begin
  return at[c][l] = LINK | at[c][l] = WAIT_NODE | at[c][l] = WAIT_HEAD | at[c][l] = CLAIM_LAST | at[c][l] = CLAIM;
end;

function holds(c: cpu; l: context): boolean;
begin
  return at[c][l] = PASS_ON | at[c][l] = RELEASE_NODE | at[c][l] = LOCKED;
end;

function is_pending(c: cpu; l: context): boolean;
begin
  return at[c][l] = WAIT_OWNER | at[c][l] = TAKE_OVER;
end;

-- And not yet in the queue.
function has_node(c: cpu; l: context): boolean;
begin
  return at[c][l] = INIT_NODE | at[c][l] = TRY_AGAIN | at[c][l] = SWAP_TAIL;
end;

procedure come_after_the_queue(c: cpu; l: context);
begin
  for d: cpu do before[l][d][c] := before[l][d][c] | d != c & is_queued(d, l) end;
end;

procedure take(c: cpu; l: context; next: step);
begin
  for d: cpu do before[l][c][d] := false end;
  at[c][l] := next;
end;

startstate "nobody wants a lock"
begin
  for l: context do
    lock[l].locked := false; lock[l].pending := false;
    for c: cpu do for d: cpu do before[l][c][d] := false end end;
  end;
  for c: cpu do
    count[c] := 0;
    for l: context do node[c][l].locked := false; at[c][l] := OUTSIDE end;
  end;
end;

ruleset c: cpu; l: context do alias word: lock[l]; me: at[c][l]; mine: index[c][l] do

  --@ kernel include/asm-generic/qspinlock.h queued_spin_lock
  rule "lock: cmpxchg of the word" runs(c, l) & me = OUTSIDE ==>
    if is_zero(l) then
      word.locked := true;
      take(c, l, LOCKED);
    else
      --@ unnoticed of Q5, which says of the queue as much
      come_after_the_queue(c, l);
      --@ unnoticed who finds a queue when the pending bit is set queues then
      if !isundefined(word.cpu) then
        me := QUEUE;
      elsif !word.pending then
        me := SET_PENDING;
      else
        me := word.locked ? QUEUE : HAND_OVER;
      end;
    end;
  end;

  -- The word has changed, or it is as it was and enough was waited.
  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "the pending CPU takes over, or enough waited" runs(c, l) & me = HAND_OVER ==>
    me := word.pending | !isundefined(word.cpu) ? QUEUE : SET_PENDING;
  end;

  --@ kernel kernel/locking/qspinlock.h queued_fetch_set_pending_acquire
  rule "fetch_or of the pending bit" runs(c, l) & me = SET_PENDING ==>
    if word.pending then
      me := QUEUE;
    elsif !isundefined(word.cpu) then
      me := UNDOES_PENDING ? UNDO_PENDING : QUEUE;
    else
      me := word.locked ? WAIT_OWNER : TAKE_OVER;
    end;
    word.pending := true;
  end;

  --@ kernel kernel/locking/qspinlock.h clear_pending
  --@ needs UNDOES_PENDING & CPUS > 2
  rule "somebody is in the queue: clear_pending" runs(c, l) & me = UNDO_PENDING ==>
    word.pending := false;
    me := QUEUE;
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "pending: the owner is gone" runs(c, l) & me = WAIT_OWNER & !word.locked ==>
    me := TAKE_OVER;
  end;

  --@ kernel kernel/locking/qspinlock.h clear_pending_set_locked
  rule "clear_pending_set_locked" runs(c, l) & me = TAKE_OVER ==>
    word.pending := false;
    word.locked := true;
    take(c, l, LOCKED);
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "a node is counted" runs(c, l) & me = QUEUE ==>
    mine := count[c];
    if COUNTS_FIRST then count[c] := count[c] + 1 end;
    me := INIT_NODE;
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "the node is initialised" runs(c, l) & me = INIT_NODE ==>
    node[c][mine].locked := false;
    undefine node[c][mine].next;
    undefine node[c][mine].next_index;
    me := TRY_AGAIN;
  end;

  --@ kernel include/asm-generic/qspinlock.h queued_spin_trylock
  rule "queued_spin_trylock" runs(c, l) & me = TRY_AGAIN ==>
    if !COUNTS_FIRST then count[c] := mine + 1 end;
    if is_zero(l) then
      word.locked := true;
      take(c, l, RELEASE_NODE);
    else
      me := SWAP_TAIL;
    end;
  end;

  --@ kernel kernel/locking/qspinlock.h xchg_tail
  rule "xchg_tail" runs(c, l) & me = SWAP_TAIL ==>
    come_after_the_queue(c, l);
    if isundefined(word.cpu) then
      me := WAIT_HEAD;
    else
      prev[c][l].cpu := word.cpu;
      prev[c][l].index := word.index;
      me := LINK;
    end;
    word.cpu := c;
    word.index := mine;
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "the node before leads to mine" runs(c, l) & me = LINK ==>
    node[prev[c][l].cpu][prev[c][l].index].next := c;
    node[prev[c][l].cpu][prev[c][l].index].next_index := mine;
    undefine prev[c][l];
    me := WAIT_NODE;
  end;

  -- The kernel looks at node->next here too, to prefetch it; what it misses it reads later.
  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "arch_mcs_spin_lock_contended" runs(c, l) & me = WAIT_NODE & node[c][mine].locked ==>
    me := WAIT_HEAD;
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "the owner and the pending CPU are gone"
    runs(c, l) & me = WAIT_HEAD & !word.locked & (WAITS_FOR_PENDING -> !word.pending)
  ==>
    me := word.cpu = c & word.index = mine ? CLAIM_LAST : CLAIM;
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "nobody was behind: cmpxchg of the word" runs(c, l) & me = CLAIM_LAST ==>
    if CLAIMS_BY_CMPXCHG -> word.cpu = c & word.index = mine & !word.pending & !word.locked then
      word.locked := true;
      word.pending := false;
      undefine word.cpu;
      undefine word.index;
      take(c, l, RELEASE_NODE);
    else
      me := CLAIM;
    end;
  end;

  --@ kernel kernel/locking/qspinlock.h set_locked
  rule "set_locked" runs(c, l) & me = CLAIM ==>
    word.locked := true;
    take(c, l, PASS_ON);
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "arch_mcs_spin_unlock_contended of the next" runs(c, l) & me = PASS_ON & !isundefined(node[c][mine].next) ==>
    node[node[c][mine].next][node[c][mine].next_index].locked := true;
    me := RELEASE_NODE;
  end;

  --@ kernel kernel/locking/qspinlock.c queued_spin_lock_slowpath
  rule "the node is released" runs(c, l) & me = RELEASE_NODE ==>
    count[c] := count[c] - 1;
    undefine mine;
    me := LOCKED;
  end;

  --@ kernel include/asm-generic/qspinlock.h queued_spin_release
  rule "queued_spin_release" runs(c, l) & me = LOCKED ==>
    word.locked := false;
    me := OUTSIDE;
  end;

end; end;

invariant "Q1 one CPU has the lock"
  forall l: context do forall c: cpu do forall d: cpu do holds(c, l) & holds(d, l) -> c = d end end end;

invariant "Q2 who takes over from the pending bit finds the lock free"
  forall l: context do forall c: cpu do at[c][l] = TAKE_OVER -> !lock[l].locked end end;

invariant "Q3 the locked byte says whether somebody has the lock"
  forall l: context do lock[l].locked = exists c: cpu do holds(c, l) end end;

invariant "Q4 one CPU waits with the pending bit"
  forall l: context do
    (forall c: cpu do forall d: cpu do is_pending(c, l) & is_pending(d, l) -> c = d end end)
    & forall c: cpu do is_pending(c, l) -> lock[l].pending end
  end;

-- Not so of who comes at the same time: then the fast path and the pending bit are faster than the queue.
invariant "Q5 who came after a CPU was in the queue does not go before it"
  forall l: context do forall c: cpu do forall d: cpu do before[l][c][d] -> !holds(d, l) end end end;

liveness "Q6 all locks can be free"
  forall l: context do is_zero(l) & forall c: cpu do at[c][l] = OUTSIDE end end;

invariant "Q7 each context counts its node, and no two have the same"
  forall c: cpu do
    (forall l: context do forall k: context do
      k < l & !isundefined(index[c][k]) & !isundefined(index[c][l]) -> index[c][k] != index[c][l]
    end end)
    & ((forall l: context do at[c][l] = OUTSIDE | at[c][l] = LOCKED end) -> count[c] = 0)
  end;

invariant "Q8 where nobody is there is nothing"
  forall l: context do
    (isundefined(lock[l].cpu) = !exists c: cpu do is_queued(c, l) | at[c][l] = PASS_ON end)
    & (isundefined(lock[l].cpu) = isundefined(lock[l].index))
    & ((forall c: cpu do at[c][l] = OUTSIDE end) -> is_zero(l))
  end;

invariant "Q9 of two in a queue one came first"
  forall l: context do forall c: cpu do forall d: cpu do
    c != d & is_queued(c, l) & is_queued(d, l) -> before[l][c][d] != before[l][d][c]
  end end end;

invariant "Q10 a CPU knows what it is at"
  forall c: cpu do forall l: context do
    (isundefined(prev[c][l].cpu) = (at[c][l] != LINK)) & (isundefined(prev[c][l].index) = (at[c][l] != LINK))
    & (isundefined(node[c][l].next) = isundefined(node[c][l].next_index))
    & (isundefined(index[c][l]) = !(holds(c, l) & at[c][l] != LOCKED | is_queued(c, l) | has_node(c, l)))
  end end;

--@ needs CPUS > 2
cover "a CPU in the queue, one pending, one with the lock"
  exists l: context do
    (exists c: cpu do holds(c, l) end) & (exists c: cpu do is_pending(c, l) end) & exists c: cpu do is_queued(c, l) end
  end;

cover "the head of the queue waits for who is behind it to link"
  exists l: context do exists c: cpu do
    at[c][l] = PASS_ON & isundefined(node[c][index[c][l]].next)
  end end;

--@ needs CONTEXTS > 1
cover "a CPU is in two queues"
  exists l: context do exists k: context do exists c: cpu do k < l & is_queued(c, k) & is_queued(c, l) end end end;
