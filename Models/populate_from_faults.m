-- A design that nobody has posted: p2pmem memory belongs to the open file, mmap only finds it, and faults insert it, huge
-- where they can (kernfs with ->huge_fault and ->release). Does it need a change of mm?
--
-- A folio has two pages and one entry of LEVEL, or a PTE for each page. mm is that of 7.3: the split of a huge entry clears
-- it, and of a PUD it does not put the folio; fork leaves the child's tables empty, for there is no VM_MIXEDMAP. Counts
-- are of folios; the last put is one step, and so is each walk: lib/ has those store by store. Write protection is left out.

--@ linux 7.3

const
  PROCESSES: 2;
  FILES: 2;
  FOLIOS: 2;
  PMD: 1;
  PUD: 2;
  LEVEL: PMD;                  -- of huge entries
  PUD_COUNTED: false;          -- mm puts a huge PUD that it splits, and moves it, as it does a huge PMD
  ASLEEP: false;               -- true: once the device is unbound, processes only end the call that they are in
  GUP_PIN_COUNTING_BIAS: 8;

type
  process: scalarset(PROCESSES);
  file:    scalarset(FILES);
  folio:   0 .. FOLIOS - 1;
  folios:  0 .. FOLIOS;
  address: 0 .. 1;
  count:   0 .. 2 + 2 * PROCESSES + PROCESSES * GUP_PIN_COUNTING_BIAS;
  phase:   enum { ACTIVE, DEACTIVATED, UNMAPPING, UNMAPPED, RELEASED, GONE };
  step:    enum { NO_PROCESS, USER, MMAP, LINK, FAULT };
  lock:    enum { UNLOCKED, READING, WRITING };

var
  device: phase;
  pagemap: boolean;            -- the struct pages are there
  bit: array [folio] of boolean;
  refs: array [folio] of count;
  leaked: array [folio] of boolean;   -- ghost: one lost reference is counted, not all
  open_file: array [file] of record
    is_open: boolean;
    memory:  folio;            -- of which it has a reference; undefined: none
  end;
  proc: array [process] of record
    at:      step;
    where:   address;          -- of a fault
    mmap_lock: lock;
    file:    file;             -- that it has open or mapped
    fd:      boolean;
    vma:     array [address] of boolean;   -- in i_mmap; vm_pgoff is the address
    aligned: boolean;          -- to the folio
    huge:    boolean;
    pte:     array [address] of boolean;
    mapped:  folio;            -- by its entries; undefined: none
    pinned:  folio;
  end;

-- One thread of a process makes one call at a time.
function in_user_space(p: process): boolean;
begin
  return proc[p].at = USER & (ASLEEP -> device = ACTIVE);
end;

function holds_active(p: process): boolean;
begin
  return proc[p].at = MMAP | proc[p].at = FAULT;
end;

function has_vma(p: process): boolean;
begin
  return exists a: address do proc[p].vma[a] end;
end;

function present(p: process; a: address): boolean;
begin
  return proc[p].huge | proc[p].pte[a];
end;

function has_entry(p: process): boolean;
begin
  return exists a: address do present(p, a) end;
end;

function is_used(f: file): boolean;
begin
  return exists p: process do !isundefined(proc[p].file) & proc[p].file = f end;
end;

function free_folio(): folios;
begin
  for g: folio do if !bit[g] then return g end end;
  return FOLIOS;
end;

-- Of calls of one step, as of those that hold it for longer.
--@ kernel include/linux/mmap_lock.h mmap_write_lock
procedure mmap_write_lock(p: process);
begin
  assert proc[p].mmap_lock = UNLOCKED "W4 who changes VMAs waits for mmap_lock";
end;

procedure put_folio(g: folio; n: 1 .. GUP_PIN_COUNTING_BIAS);
begin
  refs[g] := refs[g] - n;
  if refs[g] = 0 then bit[g] := false end;
end;

procedure forget_entries(p: process);
begin
  if !has_entry(p) then undefine proc[p].mapped end;
end;

procedure forget_file(p: process);
begin
  if !proc[p].fd & !has_vma(p) then undefine proc[p].file end;
  if !has_vma(p) then proc[p].aligned := true end;
end;

-- A huge entry of which a part goes: cleared, for a fault to bring it back.
--@ kernel mm/huge_memory.c __split_huge_pmd_locked
--@ kernel mm/huge_memory.c __split_huge_pud_locked
procedure split_huge(p: process);
begin
  if proc[p].huge then
    proc[p].huge := false;
    if LEVEL = PMD | PUD_COUNTED | leaked[proc[p].mapped] then
      put_folio(proc[p].mapped, 1);
    else
      leaked[proc[p].mapped] := true;
    end;
  end;
  forget_entries(p);
end;

procedure zap_pte(p: process; a: address);
begin
  if proc[p].pte[a] then
    proc[p].pte[a] := false;
    put_folio(proc[p].mapped, 1);
  end;
  forget_entries(p);
end;

procedure zap_all(p: process);
begin
  if proc[p].huge then
    proc[p].huge := false;
    put_folio(proc[p].mapped, 1);
  end;
  zap_pte(p, 0);
  zap_pte(p, 1);
end;

startstate "the device is bound, nobody has opened the file"
begin
  device := ACTIVE; pagemap := true;
  for g: folio do bit[g] := false; refs[g] := 0; leaked[g] := false end;
  for f: file do open_file[f].is_open := false end;
  for p: process do
    proc[p].at := NO_PROCESS; proc[p].where := 0; proc[p].mmap_lock := UNLOCKED; proc[p].fd := false; proc[p].aligned := true; proc[p].huge := false;
    for a: address do proc[p].vma[a] := false; proc[p].pte[a] := false end;
  end;
end;

ruleset p: process do alias me: proc[p] do

  ruleset f: file do
    --@ kernel fs/kernfs/file.c kernfs_fop_open
    rule "a process opens the file"
      me.at = NO_PROCESS & !open_file[f].is_open
      --@ unnoticed who has a file too late gets ENODEV from mmap
      & device = ACTIVE
    ==>
      assert isundefined(open_file[f].memory) "W5 a new file has no memory";
      open_file[f].is_open := true;
      me.file := f;
      me.fd := true;
      me.at := USER;
    end;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  rule "mmap: kernfs_get_active" in_user_space(p) & me.fd & !has_vma(p) & device = ACTIVE ==>
    mmap_write_lock(p);
    me.mmap_lock := WRITING;
    me.at := MMAP;
  end;

  rule "mmap: the file has memory, kernfs_put_active" me.at = MMAP & !isundefined(open_file[me.file].memory) ==>
    me.at := LINK;
  end;

  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "mmap: the file gets memory, a folio is built, kernfs_put_active"
    me.at = MMAP & isundefined(open_file[me.file].memory) & free_folio() < FOLIOS
  ==>
    open_file[me.file].memory := free_folio();
    bit[open_file[me.file].memory] := true;
    refs[open_file[me.file].memory] := 1;
    me.at := LINK;
  end;

  rule "mmap: ENOMEM" me.at = MMAP & isundefined(open_file[me.file].memory) & free_folio() = FOLIOS ==>
    assert isundefined(open_file[me.file].memory) & forall g: folio do bit[g] end
      "P17 mmap fails only if the file has no memory, and the pool has none";
    me.mmap_lock := UNLOCKED;
    me.at := USER;
  end;

  --@ kernel mm/vma.c vma_link_file
  rule "mmap: the VMA enters i_mmap" me.at = LINK ==>
    for a: address do me.vma[a] := true end;
    me.mmap_lock := UNLOCKED;
    me.at := USER;
  end;

  ruleset a: address do
    --@ kernel fs/kernfs/file.c kernfs_vma_fault
    rule "a fault: kernfs_get_active" in_user_space(p) & me.vma[a] & !present(p, a) & device = ACTIVE ==>
      assert me.mmap_lock = UNLOCKED "W4 one fault at a time, and mmap_lock for reading";
      me.mmap_lock := READING;
      me.where := a;
      me.at := FAULT;
    end;
  end;

  -- Only where all of the folio is in the VMA, at an aligned address, and no table is in the way.
  --@ kernel mm/huge_memory.c vmf_insert_folio_pmd
  rule "a huge fault: folio_get, the entry is inserted"
    me.at = FAULT & me.aligned & !has_entry(p) & (forall a: address do me.vma[a] end)
  ==>
    me.mapped := open_file[me.file].memory;
    refs[me.mapped] := refs[me.mapped] + 1;
    me.huge := true;
    me.where := 0;
    me.mmap_lock := UNLOCKED;
    me.at := USER;
  end;

  -- Also where a huge entry could be: VM_FAULT_FALLBACK for want of a table.
  rule "a fault: folio_get, the PTE is inserted" me.at = FAULT ==>
    me.mapped := open_file[me.file].memory;
    refs[me.mapped] := refs[me.mapped] + 1;
    me.pte[me.where] := true;
    me.where := 0;
    me.mmap_lock := UNLOCKED;
    me.at := USER;
  end;

  rule "a fault: no page table, VM_FAULT_OOM" me.at = FAULT ==>
    assert me.vma[me.where] & !present(p, me.where) "W3 a fault that fails is in a VMA where nothing is";
    me.where := 0;
    me.mmap_lock := UNLOCKED;
    me.at := USER;
  end;

  ruleset a: address do
    -- Another thread may be in a fault: both read mmap_lock, or the lock of the VMA.
    --@ kernel mm/memory.c zap_pmd_range
    rule "MADV_DONTNEED of a part"
      (ASLEEP -> device = ACTIVE) & present(p, a)
    ==>
      assert me.mmap_lock != WRITING "W4 MADV_DONTNEED waits for mmap_lock";
      --@ needs !ASLEEP
      cover device != ACTIVE "MADV_DONTNEED beside unbind";
      cover me.huge "MADV_DONTNEED of a part takes a huge entry";
      split_huge(p);
      zap_pte(p, a);
    end;

    --@ kernel mm/vma.c __split_vma
    rule "munmap of a part"
      in_user_space(p)
      --@ unnoticed where nothing is nothing goes
      & me.vma[a]
    ==>
      mmap_write_lock(p);
      split_huge(p);
      zap_pte(p, a);
      me.vma[a] := false;
      forget_file(p);
    end;
  end;

  --@ kernel mm/vma.c vms_complete_munmap_vmas
  rule "munmap of all"
    in_user_space(p)
    --@ unnoticed where nothing is nothing goes
    & has_vma(p)
  ==>
    mmap_write_lock(p);
    cover me.huge "munmap of all takes a huge entry";
    zap_all(p);
    for a: address do me.vma[a] := false end;
    forget_file(p);
  end;

  --@ kernel mm/mremap.c move_page_tables
  rule "mremap to an address that is not aligned" in_user_space(p) & has_vma(p) ==>
    mmap_write_lock(p);
    me.aligned := false;
    split_huge(p);
  end;

  -- A PUD is cleared as bad: mail 9 of the review.
  --@ kernel mm/mremap.c get_old_pud
  rule "mremap to an address that is aligned"
    in_user_space(p)
    --@ unnoticed where nothing is nothing moves
    & has_vma(p)
  ==>
    mmap_write_lock(p);
    cover !me.aligned "mremap aligns what was not";
    if LEVEL = PUD & !PUD_COUNTED then split_huge(p) end;
    me.aligned := true;
  end;

  ruleset child: process do
    --@ kernel mm/memory.c vma_needs_copy
    rule "fork: the child has the VMAs, and faults"
      in_user_space(p) & !isundefined(me.file) & proc[child].at = NO_PROCESS
    ==>
      mmap_write_lock(p);
      proc[child].at := USER;
      proc[child].file := me.file;
      proc[child].fd := me.fd;
      proc[child].vma := me.vma;
      proc[child].aligned := me.aligned;
    end;
  end;

  rule "close"
    in_user_space(p)
    --@ unnoticed to close what is closed is EBADF
    & me.fd
  ==>
    me.fd := false;
    forget_file(p);
  end;

  --@ kernel mm/mmap.c exit_mmap
  rule "exit" in_user_space(p) ==>
    mmap_write_lock(p);
    --@ needs !ASLEEP
    cover device != ACTIVE "exit beside unbind";
    zap_all(p);
    for a: address do me.vma[a] := false end;
    me.fd := false;
    forget_file(p);
    me.at := NO_PROCESS;
  end;

  --@ kernel mm/gup.c try_grab_folio
  rule "GUP pins a page" has_entry(p) & isundefined(me.pinned) ==>
    me.pinned := me.mapped;
    refs[me.pinned] := refs[me.pinned] + GUP_PIN_COUNTING_BIAS;
  end;

  --@ kernel mm/gup.c unpin_user_page
  rule "the I/O completes: unpin_user_page" !isundefined(me.pinned) ==>
    put_folio(me.pinned, GUP_PIN_COUNTING_BIAS);
    undefine me.pinned;
  end;

end; end;

procedure release(f: file);
begin
  if !isundefined(open_file[f].memory) then
    put_folio(open_file[f].memory, 1);
    undefine open_file[f].memory;
  end;
end;

ruleset f: file do
  -- Of a file with KERNFS_HAS_RELEASE, which p2pmem has not today; the drain calls it as well.
  --@ kernel fs/kernfs/file.c kernfs_fop_release
  rule "release: the file puts its memory"
    --@ unnoticed a file that is closed has no memory
    open_file[f].is_open
    & !is_used(f)
  ==>
    release(f);
    open_file[f].is_open := false;
  end;
end;

--@ kernel fs/kernfs/dir.c __kernfs_remove
rule "U: the file is deactivated" device = ACTIVE ==>
  device := DEACTIVATED;
end;

--@ kernel fs/kernfs/dir.c kernfs_drain
rule "U: no active reference is left" device = DEACTIVATED & !exists p: process do holds_active(p) end ==>
  device := UNMAPPING;
end;

-- A VMA that is not linked yet has no entries.
ruleset p: process do
  --@ kernel mm/memory.c unmap_mapping_range_tree
  rule "U: unmap_mapping_range"
    --@ unnoticed what is cleared at another time comes back with a fault
    device = UNMAPPING
    & has_vma(p)
    --@ unnoticed where nothing is nothing goes
    & has_entry(p)
  ==>
    zap_all(p);
  end;
end;

--@ kernel fs/kernfs/file.c kernfs_drain_open_files
rule "U: unmap_mapping_range is done" device = UNMAPPING & !exists p: process do has_vma(p) & has_entry(p) end ==>
  device := UNMAPPED;
end;

ruleset f: file do
  --@ kernel fs/kernfs/file.c kernfs_release_file
  rule "U: an open file puts its memory"
    device = UNMAPPED
    --@ unnoticed who has none puts none
    & !isundefined(open_file[f].memory)
  ==>
    release(f);
  end;
end;

--@ kernel fs/kernfs/file.c kernfs_drain_open_files
rule "U: all open files are released" device = UNMAPPED & !exists f: file do !isundefined(open_file[f].memory) end ==>
  device := RELEASED;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "M: the last pagemap reference is gone" device = RELEASED & forall g: folio do !bit[g] end ==>
  device := GONE;
  pagemap := false;
end;

rule "the device is bound again" device = GONE & forall f: file do !open_file[f].is_open end ==>
  assert !pagemap "W6 the pagemap of the last binding is gone";
  pagemap := true;
  device := ACTIVE;
end;

function is_of_a_file(g: folio): boolean;
begin
  return exists f: file do !isundefined(open_file[f].memory) & open_file[f].memory = g end;
end;

function entries_of(g: folio): count;
var n: count;
begin
  n := 0;
  for p: process do
    if !isundefined(proc[p].mapped) then
      if proc[p].mapped = g then
        if proc[p].huge then n := n + 1 end;
        for a: address do if proc[p].pte[a] then n := n + 1 end end;
      end;
    end;
  end;
  return n;
end;

function pins_of(g: folio): count;
var n: count;
begin
  n := 0;
  for p: process do
    if !isundefined(proc[p].pinned) then
      if proc[p].pinned = g then n := n + GUP_PIN_COUNTING_BIAS end;
    end;
  end;
  return n;
end;

invariant "P3 every reference of a folio has an owner"
  forall g: folio do refs[g] = (is_of_a_file(g) ? 1 : 0) + entries_of(g) + pins_of(g) end;

invariant "W1 a call that is over leaves nothing, and nothing is left of a mapping"
  forall p: process do
    (proc[p].at != FAULT -> proc[p].where = 0)
    & (has_entry(p) = !isundefined(proc[p].mapped))
    & (!has_vma(p) -> proc[p].aligned)
    & (isundefined(proc[p].file) = (!proc[p].fd & !has_vma(p)))
    & (proc[p].at = NO_PROCESS -> !proc[p].fd & !has_vma(p))
    & (proc[p].mmap_lock = READING) = (proc[p].at = FAULT)
    & (proc[p].mmap_lock = WRITING) = (proc[p].at = MMAP | proc[p].at = LINK)
  end;

-- Huge where all of the folio is mapped, aligned, and no table in the way.
invariant "W2 entries lie in VMAs"
  forall p: process do
    (proc[p].huge -> proc[p].aligned & forall a: address do proc[p].vma[a] & !proc[p].pte[a] end)
    & forall a: address do proc[p].pte[a] -> proc[p].vma[a] end
  end;

invariant "W3 a fault is in a VMA where nothing is, an mmap where no VMA is"
  forall p: process do
    (proc[p].at = FAULT -> proc[p].vma[proc[p].where] & !present(p, proc[p].where))
    & (proc[p].at = MMAP | proc[p].at = LINK -> !has_vma(p) & proc[p].fd)
    & (proc[p].at = LINK & device = ACTIVE -> !isundefined(open_file[proc[p].file].memory))
  end;

invariant "P4 what is mapped or pinned is allocated"
  forall g: folio do entries_of(g) + pins_of(g) > 0 -> bit[g] end;

invariant "P11 without struct pages there is no memory, and unbind is over"
  (pagemap = (device != GONE)) & (!pagemap -> forall g: folio do !bit[g] & refs[g] = 0 end);

invariant "P8 an idle device is clean"
  (forall f: file do !open_file[f].is_open end) & (forall p: process do isundefined(proc[p].pinned) end) ->
    forall g: folio do !bit[g] end;

invariant "P13 no user maps device memory after U"
  device = UNMAPPED | device = RELEASED | device = GONE -> !exists p: process do has_entry(p) end;

-- With ASLEEP: whatever processes do or leave undone.
liveness "P14 unbind can still finish" device = GONE;

invariant "P15 unbind needs no process in user space"
  device = RELEASED & (exists g: folio do bit[g] end) -> exists p: process do !isundefined(proc[p].pinned) end;

-- P36, P37 and P39 follow: whatever a fork, a split or a move has lost a fault finds again, in the same place.
invariant "P29 what was cleared comes back"
  forall p: process do device = ACTIVE & proc[p].at = USER & has_vma(p) -> !isundefined(open_file[proc[p].file].memory) end;

invariant "what is mapped is the file's memory"
  forall p: process do
    has_entry(p) & device = ACTIVE ->
      !isundefined(proc[p].file) & !isundefined(proc[p].mapped) & !isundefined(open_file[proc[p].file].memory)
      & proc[p].mapped = open_file[proc[p].file].memory
  end;

-- The price: the file keeps it.
invariant "P40 what nobody has mapped or pinned is available"
  (forall p: process do proc[p].at = USER | proc[p].at = NO_PROCESS end) ->
    forall f: file do !isundefined(open_file[f].memory) ->
      (exists p: process do has_vma(p) & proc[p].file = f end) | pins_of(open_file[f].memory) > 0
    end;

cover "one process has a huge entry of what another maps by PTEs"
  exists p: process do exists q: process do
    p != q & proc[p].huge & proc[q].pte[0]
    & !isundefined(proc[p].mapped) & !isundefined(proc[q].mapped) & proc[p].mapped = proc[q].mapped
  end end;

cover "a mapping outlives its descriptor" exists p: process do !proc[p].fd & proc[p].huge end;

cover "a part is unmapped, and the other page comes back"
  exists p: process do !proc[p].vma[0] & proc[p].pte[1] end;

cover "unbind finds a mapping and a pin"
  device = DEACTIVATED & exists p: process do has_entry(p) & !isundefined(proc[p].pinned) end;

cover "a child maps what its parent has"
  exists p: process do exists q: process do
    p != q & proc[p].huge & proc[q].huge
    & !isundefined(proc[p].mapped) & !isundefined(proc[q].mapped) & proc[p].mapped = proc[q].mapped
  end end;

cover "what has moved to an address that is not aligned comes back by PTEs"
  exists p: process do !proc[p].aligned & proc[p].pte[0] & proc[p].pte[1] end;

cover "no memory is left for another file"
  exists p: process do proc[p].at = MMAP & isundefined(open_file[proc[p].file].memory) & free_folio() = FOLIOS end;
