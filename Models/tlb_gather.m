-- mm/mmu_gather.c: what one step of lib/mm.m is in the kernel. Entries are cleared into a gather, VMAs leave i_mmap, TLBs are
-- flushed, and pages are put at the end. Until it is flushed, a TLB entry is as good as the one in the table. Threads of one
-- process are actors of their own, each on its CPU, under mmap_lock, locks of VMAs, and the lock of the page table.
--
-- Does P13 hold for TLBs, too? munmap() unlinks a VMA before it flushes, and unmap_mapping_range() does not look for what is
-- not linked. tlb_free_vmas() flushes before if a VMA has VM_MIXEDMAP, which vm_insert_page() sets and huge entries do not have.
--
-- Left out is what other models have: the steps of the driver's ->mmap and of the last put (lib/), GUP, forks, huge entries,
-- which are gathered and put likewise, and the drain's other gaps (kernfs_drain.m). An address has a VMA of its own.

--@ linux 7.3

const
  PROCESSES: 1;
  THREADS: 2;                  -- of each process
  PAGES: 2;                    -- of the device; as many addresses has each process

  MIXEDMAP: true;              -- false: VMAs of huge entries, as in the posted series
  MERGE_VMAS: true;            -- CONFIG_MMU_GATHER_MERGE_VMAS, as x86; false: each VMA is flushed at its end, as on arm64
  VMA_LOCKS: true;             -- MADV_DONTNEED needs only the lock of the VMA; false: mmap_lock, as in 6.12
  FLUSHES_FIRST: true;         -- false: pages are put when their entries are cleared
  FLUSHES_NESTED: true;        -- false: who finds nothing to clear flushes nothing, though another has not flushed yet

type
  process:  scalarset(PROCESSES);
  thread:   scalarset(THREADS);
  page:     0 .. PAGES - 1;
  pages:    0 .. PAGES;
  address:  0 .. PAGES - 1;
  position: 0 .. PAGES;
  count:    -1 .. 1 + PROCESSES * (THREADS + 1);
  phase:    enum { BOUND, DRAIN, ZAP, WAIT, GONE };
  kind:     enum { NO_CALL, MMAP, FAILED_MMAP, MUNMAP, DONTNEED, EXIT, WRITE_FAULT };
  step:     enum { USER, INSERT, LINK, DETACH, ZAP_PTES, FORCE_FLUSH, FORCED_PUT, FREE_VMAS, UNLINK, FINISH, PUT_PAGES, NOTIFY };
  walk_step: enum { NEXT_VMA, ZAP_VMA, FINISH_VMA, PUT_VMA };

var
  device: phase;
  bit: array [page] of boolean;
  refs: array [page] of count;
  mapcount: array [page] of count;
  mm: array [process] of record
    alive: boolean;            -- its threads run
    pte:   array [address] of page;      -- undefined: pte_none()
    tree:  array [address] of boolean;   -- the VMA is in the maple tree
    rmap:  array [address] of boolean;   -- and in i_mmap
    seen:  array [address] of boolean;   -- ghost: where there are entries, says who has the lock of the page table
  end;
  tlb: array [process] of array [thread] of array [address] of page;
  call: array [process] of array [thread] of record
    what: kind;
    at:   step;
    from: address;
    till: position;
    vma_lock: boolean;         -- it has the locks of its VMAs, not mmap_lock
    gather: array [address] of page;     -- pages to put
    unflushed: boolean;        -- entries were cleared since the last flush: tlb->cleared_ptes
    folio: page;               -- of which a write fault has a reference, or whose rmap is delayed
  end;
  -- unmap_mapping_range(), which has i_mmap_lock.
  walk: record
    at:     walk_step;
    mm:     process;
    vma:    address;
    gather: page;
    walked: array [process] of array [address] of boolean;
  end;

function in_range(p: process; t: thread; a: address): boolean;
begin
  return call[p][t].from <= a & a < call[p][t].till;
end;

function walking(): boolean;
begin
  return device = ZAP;
end;

--@ kernel include/linux/mmap_lock.h mmap_write_lock
function writes_mm(p: process; t: thread): boolean;
begin
  return call[p][t].what = MMAP | call[p][t].what = FAILED_MMAP | call[p][t].what = EXIT | call[p][t].at = DETACH;
end;

-- munmap() has downgraded it.
function reads_mm(p: process; t: thread): boolean;
begin
  switch call[p][t].what
    case MUNMAP: return call[p][t].at != DETACH;
      --@ unnoticed who has the lock of a VMA only can also begin when mmap_lock is taken
    case DONTNEED: return !call[p][t].vma_lock;
    case WRITE_FAULT: return true;
    else return false;
  end;
end;

function can_read(p: process): boolean;
begin
  return !exists t: thread do writes_mm(p, t) end;
end;

function can_write(p: process): boolean;
begin
  return can_read(p) & !exists t: thread do reads_mm(p, t) end;
end;

--@ kernel include/linux/mmap_lock.h vma_start_write
function vma_is_read(p: process; a: address): boolean;
begin
  return exists t: thread do call[p][t].what = DONTNEED & call[p][t].vma_lock & in_range(p, t, a) end;
end;

-- Who must flush before it lets go of the lock of the page table.
function table_is_locked(p: process): boolean;
begin
  return exists t: thread do call[p][t].at = FORCE_FLUSH end;
end;

function present(p: process; a: address): boolean;
begin
  return !isundefined(mm[p].pte[a]);
end;

-- The first entry of the range, or PAGES.
function next_pte(p: process; t: thread): position;
begin
  for a: address do
    if in_range(p, t, a) & present(p, a) then return a end;
  end;
  return PAGES;
end;

function first_fit(): pages;
begin
  for g: page do if !bit[g] then return g end end;
  return PAGES;
end;

function gathering(at: step): boolean;
begin
  switch at
    case ZAP_PTES, FORCE_FLUSH, FORCED_PUT, FREE_VMAS, UNLINK, FINISH, PUT_PAGES: return true;
    else return false;
  end;
end;

-- tlb_flush_pending: a gather counts from tlb_gather_mmu() to the end of tlb_finish_mmu().
--@ kernel include/linux/mm_inline.h mm_tlb_flush_nested
function gathers(p: process): 0 .. THREADS + 1;
var n: 0 .. THREADS + 1;
begin
  n := 0;
  for t: thread do if gathering(call[p][t].at) then n := n + 1 end end;
  if walk.at != NEXT_VMA & !isundefined(walk.mm) then
    if walk.mm = p then n := n + 1 end;
  end;
  return n;
end;

procedure flush_address(p: process; a: address);
begin
  for t: thread do undefine tlb[p][t][a] end;
end;

--@ kernel include/asm-generic/tlb.h tlb_flush_mmu_tlbonly
procedure flush_range(p: process; t: thread);
begin
  if call[p][t].unflushed then
    for a: address do
      --@ unnoticed to flush more harms nobody
      if !isundefined(call[p][t].gather[a]) then flush_address(p, a) end;
    end;
  end;
  --@ unnoticed to flush twice harms nobody
  call[p][t].unflushed := false;
end;

procedure flush_all(p: process);
begin
  for a: address do flush_address(p, a) end;
end;

procedure put_page(g: page);
begin
  refs[g] := refs[g] - 1;
  if refs[g] = 0 then bit[g] := false end;
end;

-- What is gathered and not put yet, or PAGES.
function next_gathered(p: process; t: thread): position;
begin
  for a: address do if !isundefined(call[p][t].gather[a]) then return a end end;
  return PAGES;
end;

procedure put_gathered(p: process; t: thread);
var a: address;
begin
  a := next_gathered(p, t);
  if FLUSHES_FIRST then put_page(call[p][t].gather[a]) end;
  undefine call[p][t].gather[a];
end;

procedure clear_pte(p: process; t: thread; a: address);
begin
  call[p][t].gather[a] := mm[p].pte[a];
  call[p][t].unflushed := true;
  if !FLUSHES_FIRST then put_page(mm[p].pte[a]) end;
  undefine mm[p].pte[a];
end;

procedure begin_call(p: process; t: thread; what: kind; at: step; from: address; till: position);
begin
  call[p][t].what := what;
  call[p][t].at := at;
  call[p][t].from := from;
  call[p][t].till := till;
end;

procedure finish(p: process; t: thread);
begin
  call[p][t].what := NO_CALL;
  call[p][t].at := USER;
  call[p][t].from := 0;
  call[p][t].till := 0;
  call[p][t].vma_lock := false;
  call[p][t].unflushed := false;
end;

startstate "the device is bound, nobody has mapped it"
begin
  device := BOUND;
  for g: page do bit[g] := false; refs[g] := 0; mapcount[g] := 0 end;
  for p: process do
    mm[p].alive := true;
    for a: address do mm[p].tree[a] := false; mm[p].rmap[a] := false; mm[p].seen[a] := false; walk.walked[p][a] := false end;
    for t: thread do finish(p, t) end;
  end;
  walk.at := NEXT_VMA;
end;

ruleset p: process; t: thread do alias me: call[p][t] do

  -- Whenever it likes, whatever the CPU is at, and without any lock.
  ruleset a: address do
    rule "a TLB takes an entry"
      present(p, a)
      --@ unnoticed nobody can use it
      & mm[p].alive
    ==>
      tlb[p][t][a] := mm[p].pte[a];
    end;
  end;

  ruleset from: address; till: position do
    --@ kernel fs/kernfs/file.c kernfs_fop_mmap
    rule "mmap: mmap_write_lock, kernfs_get_active"
      mm[p].alive & me.at = USER & from < till & device = BOUND & can_write(p)
      & (forall a: address do from <= a & a < till -> !mm[p].tree[a] end)
    ==>
      begin_call(p, t, MMAP, INSERT, from, till);
    end;
  end;

  -- The steps of the driver are in lib/p2pmem_mmap.m.
  ruleset a: address do
    --@ kernel mm/memory.c insert_page_into_pte_locked
    rule "mmap: a page is inserted, folio_add_file_rmap_pte"
      me.at = INSERT & in_range(p, t, a) & !present(p, a) & first_fit() < PAGES
      --@ unnoticed the last of them comes last
      & (forall b: address do in_range(p, t, b) & b < a -> present(p, b) end)
      & !table_is_locked(p)
    ==>
      mm[p].pte[a] := first_fit();
      bit[mm[p].pte[a]] := true;
      refs[mm[p].pte[a]] := 1;
      mapcount[mm[p].pte[a]] := mapcount[mm[p].pte[a]] + 1;
      if a + 1 = me.till then me.at := LINK end;
    end;
  end;

  -- Nobody but GUP-fast and the CPUs has seen the entries.
  --@ kernel mm/vma.c unmap_region
  rule "mmap: an insertion fails, unmap_region" me.at = INSERT ==>
    begin_call(p, t, FAILED_MMAP, ZAP_PTES, me.from, me.till);
  end;

  -- The active reference is kept until then, or P13 is violated in any case: kernfs_drain.m.
  --@ kernel mm/vma.c vma_link_file
  rule "mmap: the VMA enters i_mmap" me.at = LINK & !walking() ==>
    for a: address do
      if in_range(p, t, a) then mm[p].tree[a] := true; mm[p].rmap[a] := true end;
    end;
    finish(p, t);
  end;

  ruleset from: address; till: position do
    --@ kernel mm/vma.c __vm_munmap
    rule "munmap: mmap_write_lock"
      mm[p].alive & me.at = USER & from < till & can_write(p)
      --@ unnoticed where there is no VMA there is nothing to unmap
      & (forall a: address do from <= a & a < till -> mm[p].tree[a] end)
    ==>
      begin_call(p, t, MUNMAP, DETACH, from, till);
    end;
  end;

  --@ kernel mm/vma.c vms_gather_munmap_vmas
  rule "munmap: vma_start_write, vma_mark_detached, mmap_write_downgrade, tlb_gather_mmu"
    me.at = DETACH & forall a: address do in_range(p, t, a) -> !vma_is_read(p, a) end
  ==>
    for a: address do if in_range(p, t, a) then mm[p].tree[a] := false end end;
    me.at := ZAP_PTES;
  end;

  ruleset from: address; till: position do
    --@ kernel mm/madvise.c try_vma_read_lock
    --@ needs VMA_LOCKS
    rule "MADV_DONTNEED: lock_vma_under_rcu, tlb_gather_mmu"
      VMA_LOCKS & mm[p].alive & me.at = USER & from < till
      & (forall a: address do from <= a & a < till -> mm[p].tree[a] end)
    ==>
      begin_call(p, t, DONTNEED, ZAP_PTES, from, till);
      me.vma_lock := true;
    end;

    --@ kernel mm/madvise.c madvise_dontneed_single_vma
    rule "MADV_DONTNEED: mmap_read_lock, tlb_gather_mmu"
      mm[p].alive & me.at = USER & from < till & can_read(p)
      & (forall a: address do from <= a & a < till -> mm[p].tree[a] end)
    ==>
      begin_call(p, t, DONTNEED, ZAP_PTES, from, till);
    end;
  end;

  -- When all threads are gone. Nobody can use what the TLBs still have.
  --@ kernel mm/mmap.c exit_mmap
  rule "exit_mmap: tlb_gather_mmu_fullmm"
    --@ unnoticed who is gone has nothing left
    mm[p].alive
    & forall u: thread do call[p][u].at = USER end
  ==>
    mm[p].alive := false;
    for a: address do mm[p].tree[a] := false end;
    begin_call(p, t, EXIT, ZAP_PTES, 0, PAGES);
  end;

  --@ kernel mm/memory.c zap_present_folio_ptes
  rule "zap_pte_range: clear an entry, folio_remove_rmap_pte, gather its page"
    me.at = ZAP_PTES & next_pte(p, t) < PAGES & !table_is_locked(p)
  ==>
    mapcount[mm[p].pte[next_pte(p, t)]] := mapcount[mm[p].pte[next_pte(p, t)]] - 1;
    clear_pte(p, t, next_pte(p, t));
  end;

  -- That of a dirty entry; and a batch may be full at any entry.
  --@ kernel mm/memory.c zap_pte_range
  rule "zap_pte_range: clear a dirty entry, its rmap is delayed"
    me.at = ZAP_PTES & next_pte(p, t) < PAGES & !table_is_locked(p)
  ==>
    me.folio := mm[p].pte[next_pte(p, t)];
    clear_pte(p, t, next_pte(p, t));
    for a: address do mm[p].seen[a] := present(p, a) end;
    me.at := FORCE_FLUSH;
  end;

  --@ kernel mm/mmu_gather.c tlb_flush_rmaps
  rule "zap_pte_range: tlb_flush_mmu_tlbonly, tlb_flush_rmaps, then the table is unlocked" me.at = FORCE_FLUSH ==>
    flush_range(p, t);
    mapcount[me.folio] := mapcount[me.folio] - 1;
    undefine me.folio;
    for a: address do mm[p].seen[a] := false end;
    me.at := FORCED_PUT;
  end;

  --@ kernel mm/mmu_gather.c tlb_flush_mmu
  rule "zap_pte_range: put a gathered page, go on" me.at = FORCED_PUT ==>
    put_gathered(p, t);
    --@ unnoticed what is not put here is put at the end
    if next_gathered(p, t) = PAGES then me.at := ZAP_PTES end;
  end;

  -- munmap, exit and a failed mmap go on to unlink VMAs; where VMAs are not merged each is flushed at its end in any case.
  --@ kernel include/asm-generic/tlb.h tlb_end_vma
  rule "unmap_vmas is done, tlb_end_vma" me.at = ZAP_PTES & me.what != DONTNEED & next_pte(p, t) = PAGES ==>
    if !MERGE_VMAS & me.what != EXIT then flush_range(p, t) end;
    me.at := FREE_VMAS;
  end;

  -- Of VM_PFNMAP and VM_MIXEDMAP. In 6.12 it is tlb_end_vma() that looks for them.
  --@ kernel include/asm-generic/tlb.h tlb_free_vmas
  rule "tlb_free_vmas: what has VM_MIXEDMAP is flushed" me.at = FREE_VMAS ==>
    --@ unnoticed to flush more harms nobody
    if MIXEDMAP & me.what != EXIT then flush_range(p, t) end;
    me.at := UNLINK;
  end;

  --@ kernel mm/memory.c free_pgtables
  rule "free_pgtables: the VMAs leave i_mmap" me.at = UNLINK & !walking() ==>
    for a: address do if in_range(p, t, a) then mm[p].rmap[a] := false end end;
    me.at := FINISH;
  end;

  --@ kernel mm/madvise.c madvise_finish_tlb
  rule "MADV_DONTNEED: the range is empty" me.at = ZAP_PTES & me.what = DONTNEED & next_pte(p, t) = PAGES ==>
    me.at := FINISH;
  end;

  --@ kernel mm/mmu_gather.c tlb_finish_mmu
  rule "tlb_finish_mmu: TLBs are flushed" me.at = FINISH ==>
    if me.what = EXIT | FLUSHES_NESTED & gathers(p) > 1 then flush_all(p) else flush_range(p, t) end;
    --@ unnoticed nothing is flushed after that
    me.unflushed := false;
    me.at := PUT_PAGES;
  end;

  --@ kernel mm/mmu_gather.c tlb_finish_mmu
  rule "tlb_finish_mmu: put a gathered page" me.at = PUT_PAGES & next_gathered(p, t) < PAGES ==>
    put_gathered(p, t);
  end;

  --@ kernel mm/vma.c vms_complete_munmap_vmas
  rule "unlock, return" me.at = PUT_PAGES & next_gathered(p, t) = PAGES ==>
    finish(p, t);
  end;

  -- page_mkwrite() of kernfs needs mmap_lock: vmf_can_call_fault() gives back the lock of the VMA.
  ruleset a: address do
    --@ kernel mm/memory.c wp_page_shared
    rule "a write fault: mmap_read_lock, folio_get"
      mm[p].alive & me.at = USER & can_read(p) & mm[p].tree[a] & present(p, a)
      --@ unnoticed whoever has the lock is at an entry of its own
      & !table_is_locked(p)
    ==>
      begin_call(p, t, WRITE_FAULT, NOTIFY, a, a + 1);
      me.folio := mm[p].pte[a];
      refs[me.folio] := refs[me.folio] + 1;
    end;
  end;

  -- Whether the entry becomes writable is lib/mprotect.m.
  --@ kernel mm/memory.c wp_page_shared
  rule "a write fault: page_mkwrite is done, folio_put" me.at = NOTIFY ==>
    put_page(me.folio);
    undefine me.folio;
    finish(p, t);
  end;

end; end;

ruleset p: process do
  --@ kernel fs/kernfs/file.c kernfs_fop_open
  rule "another process opens the file"
    --@ unnoticed whether a process is new, and has the file in time, is nothing to the others
    !mm[p].alive & device = BOUND
    & forall t: thread do call[p][t].at = USER end
  ==>
    mm[p].alive := true;
  end;
end;

--@ kernel fs/kernfs/dir.c __kernfs_remove
rule "U: the file is deactivated" device = BOUND ==>
  device := DRAIN;
end;

--@ kernel fs/kernfs/dir.c kernfs_drain
rule "U: no active reference is left, i_mmap_lock"
  --@ unnoticed to walk once more harms nobody
  device = DRAIN
  & forall p: process do forall t: thread do call[p][t].what != MMAP end end
==>
  device := ZAP;
end;

ruleset p: process; a: address do
  --@ kernel mm/memory.c unmap_mapping_range_tree
  rule "U: unmap_mapping_range, the next VMA: tlb_gather_mmu"
    walking() & walk.at = NEXT_VMA & mm[p].rmap[a]
    --@ unnoticed there is nothing to find in it
    & !walk.walked[p][a]
  ==>
    walk.mm := p;
    walk.vma := a;
    walk.at := ZAP_VMA;
  end;
end;

--@ kernel mm/memory.c zap_pte_range
rule "U: clear an entry, folio_remove_rmap_pte, gather its page"
  walk.at = ZAP_VMA & present(walk.mm, walk.vma) & !table_is_locked(walk.mm)
==>
  walk.gather := mm[walk.mm].pte[walk.vma];
  mapcount[walk.gather] := mapcount[walk.gather] - 1;
  undefine mm[walk.mm].pte[walk.vma];
  --@ unnoticed the next step is then that nothing is left
  walk.at := FINISH_VMA;
end;

rule "U: nothing is left to clear" walk.at = ZAP_VMA & !present(walk.mm, walk.vma) ==>
  walk.at := FINISH_VMA;
end;

--@ kernel mm/mmu_gather.c tlb_finish_mmu
rule "U: tlb_finish_mmu, TLBs are flushed" walk.at = FINISH_VMA ==>
  if FLUSHES_NESTED & gathers(walk.mm) > 1 then
    flush_all(walk.mm);
  elsif !isundefined(walk.gather) then
    flush_address(walk.mm, walk.vma);
  end;
  walk.at := PUT_VMA;
end;

--@ kernel mm/mmu_gather.c tlb_finish_mmu
rule "U: tlb_finish_mmu, the page is put" walk.at = PUT_VMA ==>
  if !isundefined(walk.gather) then put_page(walk.gather) end;
  walk.walked[walk.mm][walk.vma] := true;
  walk.at := NEXT_VMA;
  undefine walk.mm;
  undefine walk.vma;
  undefine walk.gather;
end;

--@ kernel fs/kernfs/file.c kernfs_drain_open_files
rule "U: unmap_mapping_range is done"
  walking() & walk.at = NEXT_VMA & forall p: process do forall a: address do mm[p].rmap[a] -> walk.walked[p][a] end end
==>
  for p: process do for a: address do walk.walked[p][a] := false end end;
  device := WAIT;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: the last reference of the pagemap is gone, and so are the struct pages"
  device = WAIT & forall g: page do !bit[g] end
==>
  device := GONE;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_add_resource
rule "the device is bound again" device = GONE ==>
  device := BOUND;
end;

-- What a failed mmap has inserted; it undoes itself.
function is_undone(p: process; a: address): boolean;
begin
  return exists t: thread do call[p][t].what = FAILED_MMAP & in_range(p, t, a) end;
end;

function entries_of(g: page): count;
var n: count;
begin
  n := 0;
  for p: process do for a: address do
    if present(p, a) then
      if mm[p].pte[a] = g then n := n + 1 end;
    end;
  end end;
  return n;
end;

function delayed(g: page): count;
var n: count;
begin
  n := 0;
  for p: process do for t: thread do
    if call[p][t].at = FORCE_FLUSH then
      if call[p][t].folio = g then n := n + 1 end;
    end;
  end end;
  return n;
end;

-- References of gathers and write faults.
function held(g: page): count;
var n: count;
begin
  n := 0;
  if !isundefined(walk.gather) then
    if walk.gather = g then n := n + 1 end;
  end;
  for p: process do for t: thread do
    for a: address do
      if !isundefined(call[p][t].gather[a]) then
        if call[p][t].gather[a] = g then n := n + 1 end;
      end;
    end;
    if call[p][t].at = NOTIFY then
      if call[p][t].folio = g then n := n + 1 end;
    end;
  end end;
  return n;
end;

-- A thread that runs can use what its CPU has.
function is_usable(p: process; t: thread; a: address): boolean;
begin
  return mm[p].alive & !isundefined(tlb[p][t][a]);
end;

invariant "P13 no user maps device memory after U"
  device = WAIT | device = GONE -> !exists p: process do exists a: address do present(p, a) & !is_undone(p, a) end end;

-- P13 of TLBs. M waits for what it misses.
invariant "T1 no TLB leads to the device after U"
  device = WAIT -> !exists p: process do exists t: thread do exists a: address do
    is_usable(p, t, a) & !is_undone(p, a)
  end end end;

-- P43 of TLBs: neither to a page that is free nor to struct pages that are gone.
invariant "T2 what a TLB leads to is allocated"
  forall p: process do forall t: thread do forall a: address do
    is_usable(p, t, a) -> bit[tlb[p][t][a]] & device != GONE
  end end end;

-- munmap(2), madvise(2): other threads as well find nothing there.
invariant "T3 what a call has unmapped is in no TLB when it returns"
  forall p: process do forall t: thread do
    call[p][t].at = PUT_PAGES -> forall a: address do
      in_range(p, t, a) -> !present(p, a) & !exists u: thread do is_usable(p, u, a) end
    end
  end end;

invariant "T4 a new mapping meets nothing of an old one"
  forall p: process do forall t: thread do
    call[p][t].what = MMAP -> forall a: address do in_range(p, t, a) ->
      forall u: thread do is_usable(p, u, a) -> present(p, a) & mm[p].pte[a] = tlb[p][u][a] end
    end
  end end;

invariant "T5 mapcounts count entries, and those whose flush is to come"
  forall g: page do mapcount[g] = entries_of(g) + delayed(g) end;

-- Nobody resets a mapcount that is wrong by then; free_zone_device_folio().
invariant "T6 a page that is freed has mapcount 0"
  forall g: page do !bit[g] -> mapcount[g] = 0 end;

invariant "P3 every reference of a page has an owner"
  forall g: page do refs[g] = entries_of(g) + held(g) end;

invariant "P8 what nobody refers to is free"
  forall g: page do bit[g] = (refs[g] > 0) end;

-- vma_start_write() waits for readers, and nobody finds a VMA that is detached.
invariant "T7 a VMA that is locked stays"
  forall p: process do forall t: thread do
    call[p][t].what = DONTNEED | call[p][t].what = WRITE_FAULT ->
      forall a: address do in_range(p, t, a) -> mm[p].tree[a] & mm[p].rmap[a] end
  end end;

invariant "T8 a VMA that is not in i_mmap has no entries but of its mmap"
  forall p: process do forall a: address do present(p, a) & !mm[p].rmap[a] ->
    exists t: thread do in_range(p, t, a) & (call[p][t].what = MMAP | call[p][t].what = FAILED_MMAP) end
  end end;

invariant "T9 what the walk is at is in i_mmap, and what is there is mapped or about to leave"
  (walk.at != NEXT_VMA -> walking() & mm[walk.mm].rmap[walk.vma])
  & forall p: process do forall a: address do mm[p].rmap[a] & !mm[p].tree[a] ->
      exists t: thread do in_range(p, t, a) & (call[p][t].what = MUNMAP | call[p][t].what = EXIT) end
    end end;

invariant "T10 what enters i_mmap has all of its pages"
  forall p: process do forall t: thread do call[p][t].at = LINK -> forall a: address do in_range(p, t, a) -> present(p, a) end end end;

invariant "T11 one at a time has the lock of the page table, and finds it as it was"
  forall p: process do
    (forall t: thread do forall u: thread do call[p][t].at = FORCE_FLUSH & call[p][u].at = FORCE_FLUSH -> t = u end end)
    & forall a: address do mm[p].seen[a] = (table_is_locked(p) & present(p, a)) end
  end;

invariant "W1 a call has a range and a process, and leaves nothing"
  (forall p: process do forall t: thread do
    (call[p][t].at = USER) = (call[p][t].what = NO_CALL)
    & (call[p][t].at != USER -> call[p][t].from < call[p][t].till & mm[p].alive = (call[p][t].what != EXIT))
    & (call[p][t].at = USER ->
        call[p][t].till = 0 & !call[p][t].vma_lock & !call[p][t].unflushed & next_gathered(p, t) = PAGES)
    & (isundefined(call[p][t].folio) = (call[p][t].at != FORCE_FLUSH & call[p][t].at != NOTIFY))
  end end)
  & (walk.at = NEXT_VMA) = isundefined(walk.mm) & isundefined(walk.mm) = isundefined(walk.vma);

liveness "P14 unbind can still finish" device = GONE;

liveness "W7 all processes can end" forall p: process do !mm[p].alive & forall t: thread do call[p][t].at = USER end end;

liveness "W8 the device can be mapped" exists p: process do exists t: thread do call[p][t].at = LINK end end;

invariant "P15 unbind needs no process in user space"
  device = WAIT & (exists g: page do bit[g] end) -> exists p: process do exists t: thread do call[p][t].at != USER end end;

--@ needs PAGES > 1
cover "two threads clear parts of one range"
  exists p: process do exists t: thread do exists u: thread do
    t != u & call[p][t].what = DONTNEED & call[p][u].what = DONTNEED
    & next_gathered(p, t) < PAGES & next_gathered(p, u) < PAGES
  end end end;

--@ needs VMA_LOCKS
cover "MADV_DONTNEED runs while another thread has mmap_lock for writing"
  exists p: process do exists t: thread do exists u: thread do
    call[p][t].what = DONTNEED & writes_mm(p, u)
  end end end;

cover "a thread uses what another has cleared and not flushed"
  exists p: process do exists t: thread do exists u: thread do exists a: address do
    t != u & call[p][t].unflushed & call[p][u].at = USER & is_usable(p, u, a) & !present(p, a)
  end end end end;

cover "a write fault has the last reference"
  exists p: process do exists t: thread do call[p][t].at = NOTIFY & refs[call[p][t].folio] = 1 end end;

cover "unbind finds a VMA that munmap has cleared and not flushed"
  walk.at = FINISH_VMA & isundefined(walk.gather) & exists p: process do exists t: thread do
    call[p][t].what = MUNMAP & call[p][t].unflushed
  end end;

cover "M waits for a munmap that has unlinked its VMA"
  device = WAIT & exists p: process do exists t: thread do call[p][t].what = MUNMAP & next_gathered(p, t) < PAGES end end;

--@ needs PAGES > 1
cover "a failing mmap puts what it has inserted"
  exists p: process do exists t: thread do call[p][t].what = FAILED_MMAP & next_gathered(p, t) < PAGES end end;

cover "an exit unlinks before it flushes"
  exists p: process do exists t: thread do call[p][t].what = EXIT & call[p][t].at = FINISH & call[p][t].unflushed end end;
