-- Who keeps an address space: threads that have it as mm count as users, and all users together as one reference; kernel
-- threads and the idle task borrow the one that their CPU has loaded, active_mm, for a reference each, which is passed from
-- one to the next and put after the first switch to a thread of its own mm.
--
-- Threads are preempted at any time. A context switch has three steps: all that happens before switch_to(), switch_to(), and
-- what finish_task_switch() puts. init_mm, which nobody frees, is no mm here. CONFIG_MMU_LAZY_TLB_REFCOUNT is on.

--@ linux 7.3

const
  CPUS: 2;
  TASKS: 3;
  MMS: 2;
  VISITORS: true;              -- somebody else uses an address space for a while, as /proc does

  SWITCH_GRABS: true;          -- false: a kernel thread borrows without a reference
  EXIT_GRABS: true;            -- false: so does who gives up its mm
  USES_ON_CPU: true;           -- false: a thread may run elsewhere before its CPU is done with it

type
  cpu:  scalarset(CPUS);
  task: scalarset(TASKS);
  mm:   scalarset(MMS);
  count: 0 .. TASKS + CPUS + 2;
  step: enum { NO_TASK, RUN, EXEC, EXIT, PUT_USER, DROP, DEAD };
  phase: enum { NO_SWITCH, LOADED, SWITCHED, DROP_PREV };

var
  mms: array [mm] of record
    users: count;              -- mm_users
    count: count;              -- mm_count
    is_freed: boolean;
  end;
  tasks: array [task] of record
    at: step;
    on_cpu: boolean;
    mm: mm;                    -- undefined: NULL
    active_mm: mm;             -- undefined: NULL, or init_mm
    old: mm;                   -- to be put
  end;
  cpus: array [cpu] of record
    curr: task;                -- undefined: the idle task
    idle_active_mm: mm;        -- that of the idle task
    loaded: mm;                -- its page table is; undefined: that of init_mm
    prev_mm: mm;               -- rq->prev_mm
    at: phase;
    next: task;                -- while it switches
    prev: task;
  end;
  visitor: mm;
  visitor_puts: boolean;       -- its last reference

function curr_mm_is_null(c: cpu): boolean;
begin
  return isundefined(cpus[c].curr) | isundefined(tasks[cpus[c].curr].mm);
end;

function executes(c: cpu; t: task): boolean;
begin
  return cpus[c].at = NO_SWITCH & !isundefined(cpus[c].curr) & cpus[c].curr = t;
end;

procedure mmdrop(m: mm);
begin
  mms[m].count := mms[m].count - 1;
  if mms[m].count = 0 then mms[m].is_freed := true end;
end;

startstate "all CPUs are idle"
begin
  for m: mm do mms[m].users := 0; mms[m].count := 0; mms[m].is_freed := true end;
  for t: task do tasks[t].at := NO_TASK; tasks[t].on_cpu := false end;
  for c: cpu do cpus[c].at := NO_SWITCH end;
  visitor_puts := false;
end;

ruleset t: task do
  --@ kernel kernel/fork.c copy_mm
  rule "a kernel thread" tasks[t].at = NO_TASK ==>
    tasks[t].at := RUN;
  end;
end;

ruleset c: cpu do alias me: cpus[c] do

  ruleset t: task do alias next: tasks[t] do
    --@ kernel kernel/sched/core.c context_switch
    rule "context_switch to a kernel thread"
      me.at = NO_SWITCH & next.at != NO_TASK
      --@ unnoticed who is dead is on its CPU until it is gone
      & next.at != DEAD
      & !next.on_cpu & isundefined(next.mm)
    ==>
      if isundefined(me.curr) then
        if !isundefined(me.idle_active_mm) then next.active_mm := me.idle_active_mm end;
        undefine me.idle_active_mm;
      else
        if !isundefined(tasks[me.curr].active_mm) then
          next.active_mm := tasks[me.curr].active_mm;
          if curr_mm_is_null(c) then
            undefine tasks[me.curr].active_mm;
          elsif SWITCH_GRABS then
            mms[next.active_mm].count := mms[next.active_mm].count + 1;
          end;
        end;
      end;
      next.on_cpu := true;
      me.next := t;
      me.at := LOADED;
    end;

    --@ kernel kernel/sched/core.c context_switch
    rule "context_switch to a thread with an mm, which is loaded"
      me.at = NO_SWITCH & next.at != NO_TASK & next.at != DEAD & !next.on_cpu & !isundefined(next.mm)
    ==>
      if curr_mm_is_null(c) then
        if isundefined(me.curr) then
          if !isundefined(me.idle_active_mm) then me.prev_mm := me.idle_active_mm end;
          undefine me.idle_active_mm;
        else
          if !isundefined(tasks[me.curr].active_mm) then me.prev_mm := tasks[me.curr].active_mm end;
          undefine tasks[me.curr].active_mm;
        end;
      end;
      me.loaded := next.mm;
      next.on_cpu := true;
      me.next := t;
      me.at := LOADED;
    end;
  end; end;

  --@ kernel kernel/sched/core.c context_switch
  rule "context_switch to the idle task" me.at = NO_SWITCH & !isundefined(me.curr) ==>
    if !isundefined(tasks[me.curr].active_mm) then
      me.idle_active_mm := tasks[me.curr].active_mm;
      if curr_mm_is_null(c) then
        undefine tasks[me.curr].active_mm;
      elsif SWITCH_GRABS then
        mms[me.idle_active_mm].count := mms[me.idle_active_mm].count + 1;
      end;
    end;
    me.at := LOADED;
  end;

  --@ kernel kernel/sched/core.c context_switch
  rule "switch_to" me.at = LOADED ==>
    if !isundefined(me.curr) then
      me.prev := me.curr;
      if !USES_ON_CPU then tasks[me.curr].on_cpu := false end;
    end;
    if isundefined(me.next) then
      undefine me.curr;
    else
      me.curr := me.next;
    end;
    undefine me.next;
    me.at := SWITCHED;
  end;

  --@ kernel kernel/sched/core.c finish_task_switch
  rule "finish_task_switch: prev_mm is taken, prev may run elsewhere" me.at = SWITCHED ==>
    if !isundefined(me.prev) then
      tasks[me.prev].on_cpu := false;
      if tasks[me.prev].at = DEAD then tasks[me.prev].at := NO_TASK end;
      undefine me.prev;
    end;
    me.at := isundefined(me.prev_mm) ? NO_SWITCH : DROP_PREV;
  end;

  --@ kernel kernel/sched/core.c finish_task_switch
  rule "finish_task_switch: mmdrop_lazy_tlb_sched" me.at = DROP_PREV ==>
    mmdrop(me.prev_mm);
    undefine me.prev_mm;
    me.at := NO_SWITCH;
  end;

end; end;

-- What a thread does when it runs.
ruleset c: cpu; t: task do alias me: tasks[t]; here: cpus[c] do

  ruleset m: mm do
    --@ kernel fs/exec.c exec_mmap
    rule "exec: an mm"
      --@ unnoticed nobody else sees what it has allocated
      executes(c, t)
      & me.at = RUN & mms[m].is_freed
    ==>
      mms[m].is_freed := false;
      mms[m].users := 1;
      mms[m].count := 1;
      me.old := m;
      me.at := EXEC;
    end;
  end;

  --@ kernel fs/exec.c exec_mmap
  rule "exec: the mm is loaded, with interrupts off" executes(c, t) & me.at = EXEC ==>
    alias new: me.old; do
      here.loaded := new;
      if isundefined(me.mm) then
        me.mm := new;
        if isundefined(me.active_mm) then
          me.active_mm := new;
          undefine me.old;
          me.at := RUN;
        else
          me.old := me.active_mm;
          me.active_mm := me.mm;
          me.at := DROP;
        end;
      else
        me.active_mm := new;
        me.old := me.mm;
        me.mm := me.active_mm;
        me.at := PUT_USER;
      end;
    end;
  end;

  --@ kernel kernel/exit.c exit_mm
  rule "exit: mmgrab_lazy_tlb"
    --@ unnoticed it has a reference, and takes another
    executes(c, t)
    & me.at = RUN & !isundefined(me.mm)
  ==>
    if EXIT_GRABS then mms[me.mm].count := mms[me.mm].count + 1 end;
    me.at := EXIT;
  end;

  --@ kernel kernel/exit.c exit_mm
  rule "exit: the thread has no mm" executes(c, t) & me.at = EXIT ==>
    me.old := me.mm;
    undefine me.mm;
    me.at := PUT_USER;
  end;

  --@ kernel kernel/fork.c mmput
  rule "mmput" executes(c, t) & me.at = PUT_USER ==>
    mms[me.old].users := mms[me.old].users - 1;
    if mms[me.old].users = 0 then
      me.at := DROP;
    else
      undefine me.old;
      me.at := isundefined(me.mm) ? DEAD : RUN;
    end;
  end;

  --@ kernel kernel/fork.c __mmput
  rule "mmdrop" executes(c, t) & me.at = DROP ==>
    mmdrop(me.old);
    undefine me.old;
    me.at := isundefined(me.mm) ? DEAD : RUN;
  end;

  --@ kernel kernel/exit.c do_exit
  rule "exit of a kernel thread" executes(c, t) & me.at = RUN & isundefined(me.mm) ==>
    --@ unnoticed who has given up its mm ends likewise
    me.at := DEAD;
  end;

  ruleset u: task do
    --@ kernel kernel/fork.c copy_mm
    --@ needs TASKS > 1
    rule "clone with CLONE_VM"
      executes(c, t) & !isundefined(me.mm) & tasks[u].at = NO_TASK
      --@ unnoticed whoever has an mm can give it to another
      & me.at = RUN
    ==>
      mms[me.mm].users := mms[me.mm].users + 1;
      tasks[u].mm := me.mm;
      tasks[u].active_mm := me.mm;
      tasks[u].at := RUN;
    end;
  end;

end; end;

ruleset t: task do
  --@ kernel include/linux/sched/mm.h mmget_not_zero
  --@ needs VISITORS
  rule "somebody else: mmget_not_zero" VISITORS & isundefined(visitor) & !isundefined(tasks[t].mm) ==>
    visitor := tasks[t].mm;
    mms[visitor].users := mms[visitor].users + 1;
  end;
end;

--@ kernel kernel/fork.c mmput
--@ needs VISITORS
rule "somebody else: mmput" !isundefined(visitor) & !visitor_puts ==>
  mms[visitor].users := mms[visitor].users - 1;
  if mms[visitor].users = 0 then visitor_puts := true else undefine visitor end;
end;

--@ kernel kernel/fork.c __mmput
--@ needs VISITORS
rule "somebody else: mmdrop" visitor_puts ==>
  mmdrop(visitor);
  visitor_puts := false;
  undefine visitor;
end;

function uses(t: task; m: mm): boolean;
begin
  return !isundefined(tasks[t].mm) & tasks[t].mm = m | tasks[t].at = EXEC & tasks[t].old = m
    | tasks[t].at = PUT_USER & tasks[t].old = m;
end;

function borrows(t: task; m: mm): boolean;
begin
  return isundefined(tasks[t].mm) & !isundefined(tasks[t].active_mm) & tasks[t].active_mm = m;
end;

function has_visitor(m: mm): boolean;
begin
  return !isundefined(visitor) & visitor = m;
end;

function users(m: mm): count;
var n: count;
begin
  n := has_visitor(m) & !visitor_puts ? 1 : 0;
  for t: task do n := n + (uses(t, m) ? 1 : 0) end;
  return n;
end;

function references(m: mm): count;
var n: count;
begin
  n := users(m) > 0 | has_visitor(m) & visitor_puts ? 1 : 0;
  for t: task do
    n := n + (borrows(t, m) ? 1 : 0) + (tasks[t].at = DROP & tasks[t].old = m ? 1 : 0)
      + (tasks[t].at = EXIT & tasks[t].mm = m ? 1 : 0);
  end;
  for c: cpu do
    n := n + (!isundefined(cpus[c].idle_active_mm) & cpus[c].idle_active_mm = m ? 1 : 0)
      + (!isundefined(cpus[c].prev_mm) & cpus[c].prev_mm = m ? 1 : 0);
  end;
  return n;
end;

invariant "M1 no CPU has loaded what is freed"
  forall c: cpu do !isundefined(cpus[c].loaded) -> !mms[cpus[c].loaded].is_freed end;

invariant "M2 nobody has an mm that is freed"
  forall m: mm do mms[m].is_freed -> mms[m].count = 0 & mms[m].users = 0 & references(m) = 0 end;

invariant "M3 each user is counted" forall m: mm do mms[m].users = users(m) end;

invariant "M4 each reference has an owner" forall m: mm do mms[m].count = references(m) end;

invariant "M5 a thread runs on one CPU"
  forall c: cpu do forall d: cpu do
    !isundefined(cpus[c].curr) & !isundefined(cpus[d].curr) -> c = d | cpus[c].curr != cpus[d].curr
  end end;

invariant "M6 what runs has its active_mm loaded"
  forall c: cpu do cpus[c].at != LOADED ->
    isundefined(cpus[c].curr) & (isundefined(cpus[c].idle_active_mm) -> isundefined(cpus[c].loaded))
    | !isundefined(cpus[c].curr) & (isundefined(tasks[cpus[c].curr].active_mm) -> isundefined(cpus[c].loaded))
  end;

invariant "M7 who has an mm has it as active_mm, who runs nowhere borrows none"
  forall t: task do
    (!isundefined(tasks[t].mm) -> !isundefined(tasks[t].active_mm) & tasks[t].active_mm = tasks[t].mm)
    & (!tasks[t].on_cpu & isundefined(tasks[t].mm) -> isundefined(tasks[t].active_mm))
  end;

invariant "M9 a thread has something to put while it is about to"
  forall t: task do
    isundefined(tasks[t].old) = (tasks[t].at != EXEC & tasks[t].at != PUT_USER & tasks[t].at != DROP)
  end;

-- As many as there are CPUs may stay, borrowed by idle tasks.
liveness "M8 all users can go" forall m: mm do mms[m].users = 0 end;

cover "an mm without users is loaded"
  exists c: cpu do !isundefined(cpus[c].loaded) & mms[cpus[c].loaded].users = 0 end;

cover "an mm is borrowed on two CPUs"
  exists m: mm do mms[m].users = 0 & mms[m].count > 1 end;

cover "a kernel thread has it from another kernel thread"
  exists c: cpu do exists t: task do
    cpus[c].at = LOADED & !isundefined(cpus[c].next) & cpus[c].next = t & curr_mm_is_null(c)
    & !isundefined(tasks[t].active_mm) & isundefined(tasks[t].mm)
  end end;
