-- The ASID allocator of arm64: an address space gets a number that tags its translations in the TLBs. When all numbers are
-- given out, a new generation begins: what runs keeps its number, all others get new ones, and each CPU flushes its TLB
-- before it switches to another address space.
--
-- A step has at most one thing that others look at. Under cpu_asid_lock these are the generation, active_asids of each CPU,
-- and the context id. Before it nothing is changed: a CPU that waits for the lock is as one that has not begun, and a
-- context id is read when its generation is compared, for neither comes back; active_asids is compared when it is swapped,
-- for others only clear it. Each may take the slow path without need, any ASID that is free may be the next one, and a new
-- generation may begin before all are taken.
--
-- One address space, any of them, is watched: its translations in each TLB, and one of its pages, which another CPU unmaps
-- again and again. TLBs decide nothing, and translations of two meet where a CPU runs one of them, so that nothing is lost.
-- A TLB has all that it may have: a translation is there as soon as the table walker could have loaded it, and comes back
-- after a flush if the CPU still runs the address space.
--
-- The kernel only asks whether two generations are the same. Here the counter is numbered anew at each roll-over, and
-- an ASID that nobody can take for a reserved one is of generation 0: there are runs with any number of roll-overs.
-- KPTI, pinned ASIDs, CnP, software PAN, switches to init_mm and the end of an address space are left out.

--@ linux 7.3

const
  CPUS: 2;
  MMS: 3;
  ASIDS: 3;                    -- 255 or 65535, without that of init_mm
  GENERATIONS: 6;              -- that somebody still has
  UNMAPS: true;                -- the page of the watched address space is unmapped

  CMPXCHG: true;               -- false: the fast path swaps active_asids, and then looks at what was there
  KEEPS_RESERVED: true;        -- false: a second roll-over forgets what a CPU has run since the first
  ROLLOVER_FLUSH: true;        -- false: no TLB is flushed after a roll-over

type
  cpu:  scalarset(CPUS);
  mm:   scalarset(MMS);
  asid: scalarset(ASIDS);
  generation: 0 .. GENERATIONS;
  id:   record asid: asid; generation: generation; end;   -- without ASID: none
  step: enum { RUNNING, SET_ACTIVE, SLOW_PATH, FLUSH_CONTEXT, FLUSH_TLB, SET_TTBR };
  page: enum { MAPPED, CLEARED, INVALIDATED };
  unmap: enum { NOTHING, READ_ASID, INVALIDATE };

var
  asid_generation: generation;
  asid_map: array [asid] of boolean;
  lock_is_taken: boolean;
  visited: array [cpu] of boolean;     -- by flush_context()
  active_asids: array [cpu] of id;
  reserved_asids: array [cpu] of id;
  tlb_flush_pending: array [cpu] of boolean;
  context_id: array [mm] of id;

  cpus: array [cpu] of record
    at:   step;
    next: mm;                  -- that it switches to
    id:   id;                  -- local variable asid of the fast path
    runs: mm;                  -- TTBR0; undefined: the reserved one
    asid: asid;                -- TTBR1
  end;
  watched: mm;
  tlb: array [cpu] of array [asid] of boolean;   -- translations of the watched address space
  pte: page;                   -- of its page
  unmapper: record
    at: unmap;
    asid: asid;                -- undefined: 0
  end;

function is_none(i: id): boolean;
begin
  return isundefined(i.asid);
end;

function is_current(i: id): boolean;
begin
  return !is_none(i) & i.generation = asid_generation;
end;

function is_same(i: id; j: id): boolean;
begin
  return !is_none(i) & !is_none(j) & i.asid = j.asid & i.generation = j.generation;
end;

function is_reserved(i: id): boolean;
begin
  return exists c: cpu do is_same(reserved_asids[c], i) end;
end;

-- Reserved, or soon.
function is_held(i: id): boolean;
begin
  --@ unnoticed it does not matter which number an ASID has that is nobody's
  return exists c: cpu do is_same(active_asids[c], i) | is_same(reserved_asids[c], i) | is_same(cpus[c].id, i) end;
end;

function runs(c: cpu; m: mm): boolean;
begin
  return !isundefined(cpus[c].runs) & cpus[c].runs = m;
end;

-- Whatever the table walker may load.
procedure walk();
begin
  if pte = MAPPED then
    for c: cpu do if runs(c, watched) then tlb[c][cpus[c].asid] := true end end;
  end;
end;

procedure forget(var i: id);
begin
  undefine i.asid;
  i.generation := 0;
end;

-- All generations but those that somebody has are forgotten, the others numbered anew.
procedure renumber();
var
  used: array [generation] of boolean;
  new: array [generation] of generation;
  last: generation;
begin
  for g: generation do used[g] := false end;
  for c: cpu do
    used[active_asids[c].generation] := true;
    used[reserved_asids[c].generation] := true;
    --@ unnoticed a cmpxchg that fails asks no more which number it had
    used[cpus[c].id.generation] := true;
  end;
  last := 0;
  new[0] := 0;
  for g := 1 to GENERATIONS do
    if used[g] then last := last + 1 end;
    new[g] := last;
  end;
  for m: mm do context_id[m].generation := is_held(context_id[m]) ? new[context_id[m].generation] : 0 end;
  for c: cpu do
    active_asids[c].generation := new[active_asids[c].generation];
    reserved_asids[c].generation := new[reserved_asids[c].generation];
    cpus[c].id.generation := new[cpus[c].id.generation];
  end;
  asid_generation := last + 1;
end;

-- In a roll-over now.
function stays_free(a: asid): boolean;
begin
  return !exists c: cpu do
    !is_none(active_asids[c]) & active_asids[c].asid = a
    | KEEPS_RESERVED & is_none(active_asids[c]) & !is_none(reserved_asids[c]) & reserved_asids[c].asid = a
  end;
end;

--@ kernel arch/arm64/mm/context.c check_update_reserved_asid
procedure check_update_reserved_asid(old: id);
begin
  for c: cpu do
    if is_same(reserved_asids[c], old) then reserved_asids[c].generation := asid_generation end;
  end;
end;

-- Who was on the fast path goes on with the same address space.
procedure lock(c: cpu; m: mm);
begin
  lock_is_taken := true;
  if cpus[c].at = RUNNING then cpus[c].next := m end;
end;

procedure set_id(c: cpu; a: asid);
begin
  asid_map[a] := true;
  context_id[cpus[c].next].asid := a;
  context_id[cpus[c].next].generation := asid_generation;
  cpus[c].at := FLUSH_TLB;
end;

ruleset w: mm do
  startstate "no address space has an ASID"
  begin
    watched := w;
    asid_generation := 1;
    lock_is_taken := false;
    for a: asid do asid_map[a] := false end;
    for c: cpu do
      visited[c] := false; tlb_flush_pending[c] := false;
      forget(active_asids[c]); forget(reserved_asids[c]); forget(cpus[c].id);
      cpus[c].at := RUNNING;
      for a: asid do tlb[c][a] := false end;
    end;
    for m: mm do forget(context_id[m]) end;
    pte := MAPPED;
    unmapper.at := NOTHING;
  end;
end;

-- Another address space than the one that runs, or the one for which the fast path was in vain.
function may_lock(c: cpu; m: mm): boolean;
begin
  return !lock_is_taken
    --@ unnoticed a switch to what runs changes nothing
    & (cpus[c].at = RUNNING & !runs(c, m) | cpus[c].at = SLOW_PATH & cpus[c].next = m);
end;

-- Who cannot keep its ASID.
function needs_another(m: mm): boolean;
begin
  return !is_current(context_id[m])
    & (is_none(context_id[m])
      | !is_reserved(context_id[m])
        --@ unnoticed who has another one without need has one
        & asid_map[context_id[m].asid]);
end;

ruleset c: cpu do alias me: cpus[c] do

  ruleset m: mm do
    --@ kernel arch/arm64/mm/context.c check_and_switch_context
    rule "fast path: the context id is of this generation"
      me.at = RUNNING & is_current(context_id[m])
      --@ unnoticed a switch to what runs changes nothing
      & !runs(c, m)
    ==>
      me.next := m;
      me.id := context_id[m];
      me.at := SET_ACTIVE;
    end;
  end;

  --@ kernel arch/arm64/mm/context.c check_and_switch_context
  rule "fast path: cmpxchg of active_asids, unless it is 0" me.at = SET_ACTIVE ==>
    cover !runs(c, me.next) "the fast path switches to another address space";
    me.at := is_none(active_asids[c]) ? SLOW_PATH : SET_TTBR;
    if !CMPXCHG | !is_none(active_asids[c]) then active_asids[c] := me.id end;
    forget(me.id);
  end;

  ruleset m: mm do

    --@ kernel arch/arm64/mm/context.c check_and_switch_context
    --@ kernel arch/arm64/mm/context.c new_context
    rule "lock: the ASID is kept, of this generation or by new_context" may_lock(c, m) & !needs_another(m) ==>
      lock(c, m);
      if is_current(context_id[m]) then
        me.at := FLUSH_TLB;
      else
        check_update_reserved_asid(context_id[m]);
        set_id(c, context_id[m].asid);
      end;
    end;

    ruleset a: asid do
      --@ kernel arch/arm64/mm/context.c new_context
      rule "lock: new_context, another ASID" may_lock(c, m) & needs_another(m) & !asid_map[a] ==>
        lock(c, m);
        set_id(c, a);
      end;
    end;

    --@ kernel arch/arm64/mm/context.c new_context
    rule "lock: new_context, a new generation" may_lock(c, m) & needs_another(m) ==>
      lock(c, m);
      renumber();
      for a: asid do asid_map[a] := false end;
      me.at := FLUSH_CONTEXT;
    end;

  end;

  ruleset d: cpu do
    --@ kernel arch/arm64/mm/context.c flush_context
    rule "flush_context: xchg of active_asids"
      me.at = FLUSH_CONTEXT
      --@ unnoticed a second time there is nothing to find
      & !visited[d]
    ==>
      if !KEEPS_RESERVED | !is_none(active_asids[d]) then reserved_asids[d] := active_asids[d] end;
      forget(active_asids[d]);
      if !is_none(reserved_asids[d]) then asid_map[reserved_asids[d].asid] := true end;
      visited[d] := true;
    end;
  end;

  ruleset a: asid do
    --@ kernel arch/arm64/mm/context.c new_context
    rule "new_context: an ASID of the new generation"
      me.at = FLUSH_CONTEXT & (forall d: cpu do visited[d] end) & !asid_map[a]
    ==>
      for d: cpu do
        visited[d] := false;
        tlb_flush_pending[d] := ROLLOVER_FLUSH;
      end;
      set_id(c, a);
    end;
  end;

  --@ kernel arch/arm64/include/asm/tlbflush.h local_flush_tlb_all
  rule "local_flush_tlb_all if it is pending, active_asids is set, unlock" me.at = FLUSH_TLB ==>
    if tlb_flush_pending[c] then
      --@ unnoticed to flush more harms nobody
      tlb_flush_pending[c] := false;
      for a: asid do tlb[c][a] := false end;
      walk();
      --@ needs ROLLOVER_FLUSH
      cover exists a: asid do tlb[c][a] end "a translation comes back after a flush";
    end;
    active_asids[c] := context_id[me.next];
    lock_is_taken := false;
    me.at := SET_TTBR;
  end;

  -- The ASID is read once more: ASID(mm).
  --@ kernel arch/arm64/mm/context.c cpu_do_switch_mm
  rule "cpu_do_switch_mm" me.at = SET_TTBR ==>
    me.runs := me.next;
    me.asid := context_id[me.next].asid;
    walk();
    undefine me.next;
    me.at := RUNNING;
  end;

end; end;

--@ kernel mm/rmap.c try_to_unmap_one
--@ needs UNMAPS
rule "the page is unmapped: the entry is cleared"
  UNMAPS & unmapper.at = NOTHING
  --@ unnoticed to unmap what is not mapped harms nobody
  & pte = MAPPED
==>
  pte := CLEARED;
  unmapper.at := READ_ASID;
end;

--@ kernel arch/arm64/include/asm/tlbflush.h __do_flush_tlb_range
--@ needs UNMAPS
rule "the page is unmapped: the ASID is read" unmapper.at = READ_ASID ==>
  if !is_none(context_id[watched]) then unmapper.asid := context_id[watched].asid end;
  unmapper.at := INVALIDATE;
end;

--@ kernel arch/arm64/include/asm/tlbflush.h __do_flush_tlb_range
--@ needs UNMAPS
rule "the page is unmapped: TLBI on all CPUs" unmapper.at = INVALIDATE ==>
  if !isundefined(unmapper.asid) then
    for c: cpu do tlb[c][unmapper.asid] := false end;
  end;
  pte := INVALIDATED;
  undefine unmapper.asid;
  unmapper.at := NOTHING;
end;

--@ kernel mm/memory.c do_anonymous_page
--@ needs UNMAPS
rule "a fault maps the page again"
  pte = INVALIDATED
  --@ unnoticed whoever else maps it
  & exists c: cpu do cpus[c].at = RUNNING & runs(c, watched) end
==>
  pte := MAPPED;
  walk();
  --@ needs UNMAPS
  cover exists c: cpu do cpus[c].at = RUNNING & runs(c, watched) & tlb[c][cpus[c].asid] end "a fault brings a translation";
end;

invariant "A1 no CPU uses translations of another address space"
  forall c: cpu do
    !isundefined(cpus[c].runs) & !runs(c, watched) -> !tlb[c][cpus[c].asid]
  end;

-- Not of a CPU between active_asids and TTBR0, where a roll-over does not see what it still runs; it is in the kernel then,
-- with interrupts off.
function is_in_the_kernel(c: cpu): boolean;
begin
  return cpus[c].at = SET_TTBR;
end;

-- So that who unmaps a page finds it on each CPU.
invariant "A3 threads of one address space have the same ASID"
  forall c: cpu do forall d: cpu do
    !isundefined(cpus[c].runs) & !isundefined(cpus[d].runs) & !is_in_the_kernel(c) & !is_in_the_kernel(d) ->
      (cpus[c].runs = cpus[d].runs -> cpus[c].asid = cpus[d].asid)
  end end;

--@ needs UNMAPS
invariant "A4 what was invalidated no CPU uses"
  pte = INVALIDATED -> forall c: cpu do runs(c, watched) & !is_in_the_kernel(c) -> !tlb[c][cpus[c].asid] end;

invariant "A5 in a generation each address space has another ASID, which is marked"
  forall m: mm do is_current(context_id[m]) ->
    (asid_map[context_id[m].asid] | exists c: cpu do cpus[c].at = FLUSH_CONTEXT end)
    & forall n: mm do m != n & is_current(context_id[n]) -> context_id[m].asid != context_id[n].asid end
  end;

invariant "A6 what a CPU runs is active or reserved, and has the ASID of its address space"
  forall c: cpu do !isundefined(cpus[c].runs) & !is_in_the_kernel(c) ->
    cpus[c].asid = context_id[cpus[c].runs].asid
    & (is_same(active_asids[c], context_id[cpus[c].runs])
      | is_none(active_asids[c]) & is_same(reserved_asids[c], context_id[cpus[c].runs]))
  end;

invariant "A7 a roll-over would find a free ASID" exists a: asid do stays_free(a) end;

invariant "A8 the lock is that of one CPU"
  lock_is_taken = exists c: cpu do cpus[c].at = FLUSH_CONTEXT | cpus[c].at = FLUSH_TLB end;

invariant "A10 a CPU knows what it is at"
  (forall c: cpu do
    isundefined(cpus[c].next) = (cpus[c].at = RUNNING)
    & is_none(cpus[c].id) = (cpus[c].at != SET_ACTIVE)
  end)
  & (unmapper.at != INVALIDATE -> isundefined(unmapper.asid));

liveness "A11 the page can be mapped" pte = MAPPED;

liveness "A9 all CPUs can run with ASIDs of one generation"
  forall c: cpu do cpus[c].at = RUNNING & !isundefined(cpus[c].runs) & is_current(context_id[cpus[c].runs]) end;

--@ needs UNMAPS
cover "a page is unmapped while it is used" pte = CLEARED & exists c: cpu do runs(c, watched) & tlb[c][cpus[c].asid] end;

cover "a CPU still runs with the ASID of an old generation"
  exists c: cpu do cpus[c].at = RUNNING & !isundefined(cpus[c].runs) & !is_current(context_id[cpus[c].runs]) end;

cover "two CPUs run one address space"
  exists c: cpu do exists d: cpu do
    c != d & !isundefined(cpus[c].runs) & !isundefined(cpus[d].runs) & cpus[c].runs = cpus[d].runs
  end end;

cover "the watched address space has another ASID, and the old one is in a TLB"
  exists c: cpu do exists a: asid do
    tlb[c][a] & is_current(context_id[watched]) & a != context_id[watched].asid
  end end;

cover "a CPU has run nothing else for two roll-overs"
  exists c: cpu do
    cpus[c].at = RUNNING & !is_none(reserved_asids[c]) & reserved_asids[c].generation + 1 < asid_generation
    & is_none(active_asids[c])
  end;
