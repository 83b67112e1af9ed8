-- The queued reader-writer lock: one word counts the readers and says whether a writer has the lock or waits. Who cannot have
-- it at once queues for a spin lock beside it, whose owner is the next. Readers in interrupts do not queue, for a reader
-- that they have interrupted may have the lock. Writers have interrupts off.
--
-- Each access to the word is a step. Of wait_lock, which is queued_spin_lock.m, is left that one CPU has it: who is next is
-- left open.

--@ linux 7.3

const
  CPUS: 3;
  TRYLOCK: true;
  INTERRUPTS: true;

  INTERRUPTS_QUEUE: false;     -- true: readers in interrupts queue like all others
  WAITING_BIT: true;           -- false: a writer that waits does not say so
  CMPXCHG: true;               -- false: the fast path of a writer looks at the word, and then stores

type
  cpu:     scalarset(CPUS);
  count:   0 .. 1 << 40;       -- 23 bits in the kernel: here it never overflows
  context: enum { TASK, INTERRUPT };
  step: enum {
    OUTSIDE,
    READ_TRY, READ_UNDO, READ_BLOCKED, READ_QUEUE, READ_HEAD, READ_WAIT, READ_PASS, READING,
    WRITE_STORE, WRITE_QUEUE, WRITE_HEAD, WRITE_ANNOUNCE, WRITE_WAIT, WRITE_PASS, WRITING
  };

var
  readers: count;
  waiting: boolean;
  locked: boolean;
  wait_lock: boolean;          -- somebody has it
  at: array [cpu] of array [context] of step;
  late: array [cpu] of boolean;   -- ghost: it came while a writer was waiting, which still is

function writes(s: step): boolean;
begin
  return s = WRITE_STORE | s = WRITE_QUEUE | s = WRITE_HEAD | s = WRITE_ANNOUNCE | s = WRITE_WAIT | s = WRITE_PASS | s = WRITING;
end;

function has_read(s: step): boolean;
begin
  return s = READING | s = READ_PASS;
end;

function has_written(s: step): boolean;
begin
  return s = WRITING | s = WRITE_PASS;
end;

-- In the count, with the lock or not.
function is_counted(s: step): boolean;
begin
  return s = READ_UNDO | s = READ_BLOCKED | s = READ_WAIT | has_read(s);
end;

function has_wait_lock(s: step): boolean;
begin
  return s = READ_HEAD | s = READ_WAIT | s = READ_PASS | s = WRITE_HEAD | s = WRITE_ANNOUNCE | s = WRITE_WAIT | s = WRITE_PASS;
end;

function a_writer_waits(): boolean;
begin
  return exists c: cpu do at[c][TASK] = WRITE_WAIT end;
end;

function is_zero(): boolean;
begin
  return readers = 0 & !waiting & !locked;
end;

-- An interrupt ends before what it has interrupted goes on.
function runs(c: cpu; k: context): boolean;
begin
  return k = INTERRUPT ? INTERRUPTS & !writes(at[c][TASK]) : at[c][INTERRUPT] = OUTSIDE;
end;

function queues(k: context): boolean;
begin
  return k = TASK | INTERRUPTS_QUEUE;
end;

-- The steps that may be next.
function is_at(c: cpu; k: context; s: step): boolean;
begin
  return at[c][k] = s & runs(c, k);
end;

startstate "nobody has the lock"
begin
  readers := 0; waiting := false; locked := false; wait_lock := false;
  for c: cpu do
    for k: context do at[c][k] := OUTSIDE end;
    late[c] := false;
  end;
end;

ruleset c: cpu; k: context do alias me: at[c][k] do

  --@ kernel include/asm-generic/qrwlock.h queued_read_lock
  rule "read_lock: one reader more" is_at(c, k, OUTSIDE) ==>
    readers := readers + 1;
    if k = TASK then late[c] := a_writer_waits() end;
    me := waiting | locked ? READ_BLOCKED : READING;
  end;

  --@ kernel include/asm-generic/qrwlock.h queued_read_trylock
  --@ needs TRYLOCK
  rule "read_trylock: no writer is seen"
    TRYLOCK & is_at(c, k, OUTSIDE)
    --@ unnoticed it looks once more when it is counted
    & !waiting
    --@ unnoticed likewise
    & !locked
  ==>
    me := READ_TRY;
  end;

  --@ kernel include/asm-generic/qrwlock.h queued_read_trylock
  --@ needs TRYLOCK
  rule "read_trylock: one reader more" is_at(c, k, READ_TRY) ==>
    readers := readers + 1;
    if k = TASK then late[c] := a_writer_waits() end;
    me := waiting | locked ? READ_UNDO : READING;
  end;

  --@ kernel include/asm-generic/qrwlock.h queued_read_trylock
  --@ needs TRYLOCK
  rule "read_trylock: a writer was faster, one reader less" is_at(c, k, READ_UNDO) ==>
    readers := readers - 1;
    if k = TASK then late[c] := false end;
    me := OUTSIDE;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_read_lock_slowpath
  --@ needs INTERRUPTS & !INTERRUPTS_QUEUE
  rule "in an interrupt: no writer has the lock" is_at(c, k, READ_BLOCKED) & !queues(k) & !locked ==>
    me := READING;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_read_lock_slowpath
  rule "read_lock: one reader less" is_at(c, k, READ_BLOCKED) & queues(k) ==>
    readers := readers - 1;
    me := READ_QUEUE;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_read_lock_slowpath
  rule "read_lock: has wait_lock" is_at(c, k, READ_QUEUE) & !wait_lock ==>
    wait_lock := true;
    me := READ_HEAD;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_read_lock_slowpath
  rule "read_lock: one reader more, as the next" is_at(c, k, READ_HEAD) ==>
    readers := readers + 1;
    me := READ_WAIT;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_read_lock_slowpath
  rule "read_lock: no writer has the lock" is_at(c, k, READ_WAIT) & !locked ==>
    me := READ_PASS;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_read_lock_slowpath
  rule "read_lock: wait_lock is free" is_at(c, k, READ_PASS) ==>
    wait_lock := false;
    me := READING;
  end;

  --@ kernel include/asm-generic/qrwlock.h queued_read_unlock
  rule "read_unlock" is_at(c, k, READING) ==>
    readers := readers - 1;
    me := OUTSIDE;
  end;

end; end;

ruleset c: cpu do alias me: at[c][TASK] do

  --@ kernel include/asm-generic/qrwlock.h queued_write_lock
  rule "write_lock: cmpxchg of the word" is_at(c, TASK, OUTSIDE) ==>
    late[c] := a_writer_waits();
    if is_zero() then
      locked := CMPXCHG;
      me := CMPXCHG ? WRITING : WRITE_STORE;
    else
      me := WRITE_QUEUE;
    end;
  end;

  --@ needs !CMPXCHG
  rule "write_lock: a store" me = WRITE_STORE ==>
    --@ unnoticed all is violated without it as well
    locked := true;
    me := WRITING;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_write_lock_slowpath
  rule "write_lock: has wait_lock" me = WRITE_QUEUE & !wait_lock ==>
    wait_lock := true;
    me := WRITE_HEAD;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_write_lock_slowpath
  rule "write_lock: cmpxchg of the word once more, as the next" me = WRITE_HEAD ==>
    if is_zero() then
      locked := true;
      me := WRITE_PASS;
    else
      me := WRITE_ANNOUNCE;
    end;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_write_lock_slowpath
  rule "write_lock: a writer waits" me = WRITE_ANNOUNCE ==>
    waiting := WAITING_BIT;
    me := WRITE_WAIT;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_write_lock_slowpath
  rule "write_lock: the word is that a writer waits, cmpxchg" me = WRITE_WAIT & readers = 0 & !locked ==>
    waiting := false;
    locked := true;
    for d: cpu do late[d] := false end;
    me := WRITE_PASS;
  end;

  --@ kernel kernel/locking/qrwlock.c queued_write_lock_slowpath
  rule "write_lock: wait_lock is free" me = WRITE_PASS ==>
    wait_lock := false;
    me := WRITING;
  end;

  --@ kernel include/asm-generic/qrwlock.h queued_write_unlock
  rule "write_unlock" me = WRITING ==>
    locked := false;
    me := OUTSIDE;
  end;

end; end;

invariant "R1 nobody reads while somebody writes"
  forall c: cpu do forall d: cpu do forall k: context do !has_written(at[c][TASK]) | !has_read(at[d][k]) end end end;

invariant "R2 one CPU writes"
  forall c: cpu do forall d: cpu do has_written(at[c][TASK]) & has_written(at[d][TASK]) -> c = d end end;

invariant "R3 the word says what is the case"
  readers = (sum c: cpu do (is_counted(at[c][TASK]) ? 1 : 0) + (is_counted(at[c][INTERRUPT]) ? 1 : 0) end)
  & (locked ? 1 : 0) = (count c: cpu do has_written(at[c][TASK]) end)
  & (waiting ? 1 : 0) = (WAITING_BIT ? count c: cpu do at[c][TASK] = WRITE_WAIT end : 0);

invariant "R4 one CPU has wait_lock"
  (wait_lock ? 1 : 0)
  = sum c: cpu do (has_wait_lock(at[c][TASK]) ? 1 : 0) + (has_wait_lock(at[c][INTERRUPT]) ? 1 : 0) end;

-- Readers in interrupts do.
invariant "R5 who comes after a writer that waits does not have the lock before it"
  forall c: cpu do late[c] ->
    at[c][TASK] != OUTSIDE & !has_read(at[c][TASK]) & !has_written(at[c][TASK])
    & 0 < count d: cpu do at[d][TASK] = WRITE_WAIT end
  end;

invariant "R6 a writer has no interrupts"
  forall c: cpu do at[c][INTERRUPT] != OUTSIDE ->
    is_counted(at[c][TASK]) | at[c][TASK] = OUTSIDE | at[c][TASK] = READ_TRY | at[c][TASK] = READ_QUEUE
    | at[c][TASK] = READ_HEAD
  end;

liveness "R7 the lock can be free"
  readers = 0 & !waiting & !locked & forall c: cpu do forall k: context do at[c][k] = OUTSIDE end end;

cover "a reader, a writer that waits, and a reader behind it"
  (exists c: cpu do at[c][TASK] = READING end) & a_writer_waits() & exists c: cpu do at[c][TASK] = READ_QUEUE & late[c] end;

cover "a writer queues behind one that waits" exists c: cpu do at[c][TASK] = WRITE_QUEUE & late[c] end;

--@ needs TRYLOCK
cover "trylock is counted while a writer waits" exists c: cpu do at[c][TASK] = READ_UNDO & late[c] end;

--@ needs INTERRUPTS
cover "an interrupt reads while a writer waits"
  a_writer_waits() & exists c: cpu do at[c][INTERRUPT] = READING end;

--@ needs INTERRUPTS
cover "an interrupt reads on a CPU that waits for a writer to go"
  exists c: cpu do at[c][INTERRUPT] = READING & at[c][TASK] = READ_WAIT end;
