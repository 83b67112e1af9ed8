-- The state of a device with one resource, and of the processes that use it.

type
  phase: enum {
    UNBOUND, PROBE, REMAP, ADD_OWNER, BOUND,
    DRAIN, ZAP, KILL, PUT_BASE, WAIT, REMOVE_RANGE, DELETE_RANGE, FREE_PAGEMAP, CLEAR_POINTER, SYNCHRONIZE_RCU, DESTROY_POOL
  };

var
  device:        phase;
  kernfs_active: boolean;   -- the sysfs file `allocate` exists and is not deactivated
  p2pdma:        boolean;   -- pdev->p2pdma is not NULL
  leaked:        boolean;   -- ghost: a failed mmap has not put its reference
  walking:       boolean;   -- unmap_mapping_range() holds i_mmap_lock
  walked: array [process] of boolean;   -- and is done with this address space
  stale:  array [process] of boolean;   -- the file that the process has open is that of a device that was unbound

-- The calls of an address space come one after the other; GUP-fast runs beside them. README.md says what this hides.
type
  step: enum {
    NO_PROCESS, USER,
    -- p2pmem_alloc_mmap(), under an active reference of the sysfs file
    ALLOC, TRY_ORDER, TRYGET, SET_COUNT, VALIDATE, INSERT, INSERT_FOLIO, INSERT_PTES, GET_REF, PUT_CREATION,
    INSERTED_PART, SET_VMA, PUT_TEMPORARY, INSERT_FAILED, PUT_PAGE, FREE_TAIL, RESET_FAILED, PUT_FAILED,
    -- the core of mm
    LINK_VMA, UNMAP_FAILED, UNMAP, EXIT, COPY_PTES, BEING_FORKED,
    -- the system calls of madvise.m, mremap.m, map_fixed.m, rare_calls.m, and the write faults of mprotect.m
    DONTNEED, MOVE, MOVE_BACK, UNMAP_FIXED, UNMAP_REMAPPED, UNMAP_REFUSED, WRITE_FAULT, RETRY
  };

  fast_step: enum { NO_GUP, ENTRY_READ, GRABBED };

var
  call: array [process] of record
    at:     step;
    base:   address;    -- mmap: where the VMA begins
    first:  page;       -- mmap: the first page of the run
    order:  level;      -- mmap: the largest folio that is built
    length: position;   -- mmap: pages wanted; munmap: end of the range
    next:   position;   -- mmap: page to insert; munmap: start of the range; fork: entry to copy
    child:  process;    -- fork
    target: address;    -- mremap: the new place of `next`; a write fault: where
  end;
  -- Another thread of the process, in GUP-fast: gup.m.
  fast: array [process] of record
    at:    fast_step;
    where: address;     -- of the entry that it has read
    entry: page;        -- which maps this page
    folio: page;        -- of which it has a reference
    early: boolean;     -- a grace period that has begun waits for it
  end;

-- The page that an mmap is inserting.
function current(p: process): page;
begin
  return call[p].first + call[p].next;
end;

-- The posted series asks its device for the size of an entry, not the folio.
function entry_level(folio: page): level;
begin
  return ALIGN = PTE ? order[folio] : ALIGN;
end;

-- Bits are set, and neither inserted nor freed: these pages belong to the call alone.
function owns(p: process; g: page): boolean;
begin
  switch call[p].at
    case TRYGET, SET_COUNT, VALIDATE, INSERT, INSERT_FOLIO, INSERT_PTES, GET_REF, PUT_CREATION,
         INSERTED_PART, INSERT_FAILED, FREE_TAIL:
      return in_run(g, current(p), call[p].length - call[p].next);
    case PUT_PAGE:
      return in_run(g, current(p), span(entry_level(current(p))));
    else
      return false;
  end;
end;

function in_driver(p: process): boolean;
begin
  switch call[p].at
    case ALLOC, TRY_ORDER, TRYGET, SET_COUNT, VALIDATE, INSERT, INSERT_FOLIO, INSERT_PTES, GET_REF, PUT_CREATION,
         INSERTED_PART, SET_VMA, PUT_TEMPORARY, INSERT_FAILED, PUT_PAGE, FREE_TAIL, RESET_FAILED, PUT_FAILED:
      return true;
    else
      return false;
  end;
end;

-- An active reference of the sysfs file: given back when the driver returns, before the VMA is linked.
function holds_active(p: process): boolean;
begin
  return in_driver(p) | ACTIVE_UNTIL_LINKED & call[p].at = LINK_VMA;
end;

-- In the pool. The reviewers' design may ask it more than once.
function searches(p: process): boolean;
begin
  return call[p].at = ALLOC | call[p].at = TRY_ORDER;
end;

-- The temporary reference of percpu_ref_tryget_live_rcu().
function holds_temporary_ref(p: process): boolean;
begin
  return in_driver(p) & !searches(p) & call[p].at != TRYGET;
end;

-- An idle page has count 1 until 6.14; since 6.15 it has count 0, and the loop begins by setting it.
procedure next_page(p: process);
begin
  call[p].at := IDLE_COUNT = 0 ? SET_COUNT : VALIDATE;
end;

-- What is one for all VMAs of a process goes with the last of them.
procedure forget_flags(p: process);
begin
  if !has_vma(p) then
    entries[p] := CLEAN;
    vm_write[p] := true;
    mixedmap[p] := false;
    vm_private_data[p] := PTE;
  end;
end;

procedure forget_gup(p: process);
begin
  fast[p].at := NO_GUP;
  undefine fast[p].where;
  undefine fast[p].entry;
  undefine fast[p].folio;
  fast[p].early := false;
end;

procedure finish(p: process);
begin
  call[p].at := USER;
  call[p].base := 0;
  call[p].target := 0;
  undefine call[p].first;
  call[p].order := PTE;
  call[p].length := 0;
  call[p].next := 0;
  forget_lost(p);
  forget_flags(p);
end;

procedure no_processes();
begin
  for p: process do
    forget_gup(p);
    call[p].at := NO_PROCESS;
    call[p].base := 0;
    call[p].target := 0;
    call[p].order := PTE;
    call[p].length := 0;
    call[p].next := 0;
    walked[p] := false;
    stale[p] := false;
    entries[p] := CLEAN;
    vm_write[p] := true;
    mixedmap[p] := false;
    vm_private_data[p] := PTE;
    rss[p] := 0;
    for a: address do
      vma[p][a] := HOLE;
      pte_level[p][a] := PTE;
    end;
    for c: context do
      freeing[p][c].at := NOT_FREEING;
      freeing[p][c].order := PTE;
    end;
  end;
end;
