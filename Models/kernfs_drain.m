-- fs/kernfs: a file of sysfs is removed while processes map it. Does a mapping outlive the removal? There are no pages,
-- only VMAs that have some or none, and a count of the open files that were mapped.
--
-- kernfs_fop_mmap() counts under the mutex of its open file, kernfs_unlink_open_file() under that of the node. Two files
-- are not protected from one another, and an update can be lost. kernfs_drain() looks for no mappings if the count is 0.
-- And the driver's ->mmap inserts pages before the core links the VMA into i_mmap, where the walk would find it.
-- Left out is what has no part in this: mmap that fails, munmap of a part, and the walk itself, which is one step.

--@ linux 7.3

const
  PROCESSES: 3;
  FILES: 2;

  ATOMIC_COUNT: false;         -- a repair: nr_mmapped is an atomic_t
  ACTIVE_UNTIL_LINKED: false;  -- a repair: the active reference is kept until the VMA is in i_mmap
  POPULATES_LAST: false;       -- another: pages are inserted once the VMA is linked, under a second active reference
  -- kernfs_drain() waits for `active` and then loads nr_mmapped. If it need not sleep nothing orders the two loads.
  LOADS_REORDERED: false;      -- true: nr_mmapped is loaded first

type
  process: scalarset(PROCESSES);
  file:    scalarset(FILES);
  phase:   enum { ACTIVE, DEACTIVATED, REMOVED };
  step:    enum { NO_PROCESS, USER, POPULATE, COUNT, ADD, PUT_ACTIVE, LINK, GET_ACTIVE, POPULATE_LINKED };
  -- Below 0 it is a large unsigned number. What goes further astray stays at a limit; D2 is violated before.
  count:   -FILES .. 2 * FILES;

var
  node: phase;
  nr_mmapped: count;           -- of kernfs_open_node
  loaded: count;               -- by kernfs_drain(), too early; undefined: not yet
  open_file: array [file] of record
    is_open: boolean;
    mmapped: boolean;
    mutex:   process;          -- undefined: free
    unlinks: boolean;          -- kernfs_unlink_open_file() has read the count
    seen:    count;
  end;
  proc: array [process] of record
    at:     step;
    file:   file;              -- that it has open or mapped
    fd:     boolean;
    vma:    boolean;           -- in i_mmap
    mapped: boolean;           -- pages are inserted
    seen:   count;
  end;

function holds_active(p: process): boolean;
begin
  switch proc[p].at
    case POPULATE, COUNT, ADD, PUT_ACTIVE, POPULATE_LINKED: return true;
    case LINK: return ACTIVE_UNTIL_LINKED;
    else return false;
  end;
end;

function is_used(f: file): boolean;
begin
  return exists p: process do !isundefined(proc[p].file) & proc[p].file = f end;
end;

-- The mutex of the node, which the drain takes, too.
function node_is_locked(): boolean;
begin
  return exists f: file do open_file[f].unlinks end;
end;

function mapped_files(): 0 .. FILES;
var n: 0 .. FILES;
begin
  n := 0;
  for f: file do if open_file[f].mmapped then n := n + 1 end end;
  return n;
end;

procedure forget_file(p: process);
begin
  if !proc[p].fd & !proc[p].vma then undefine proc[p].file end;
end;

function lowered(n: count; files: 0 .. FILES): count;
begin
  return n - files > -FILES ? n - files : -FILES;
end;

function one_more(n: count): count;
begin
  return n < 2 * FILES ? n + 1 : n;
end;

-- With the last open file kernfs_open_node goes.
procedure unlink_file(f: file; n: count);
begin
  nr_mmapped := n;
  open_file[f].is_open := false;
  open_file[f].mmapped := false;
  open_file[f].unlinks := false;
  undefine open_file[f].seen;
  if !exists g: file do open_file[g].is_open end then nr_mmapped := 0 end;
end;

startstate "nobody has opened it"
begin
  node := ACTIVE;
  nr_mmapped := 0;
  for f: file do open_file[f].is_open := false; open_file[f].mmapped := false; open_file[f].unlinks := false end;
  for p: process do
    proc[p].at := NO_PROCESS; proc[p].fd := false; proc[p].vma := false; proc[p].mapped := false;
  end;
end;

ruleset p: process do alias me: proc[p] do

  ruleset f: file do
    --@ kernel fs/kernfs/file.c kernfs_fop_open
    --@ operation open
    --@ returns
    rule "a process opens the file" me.at = NO_PROCESS & node = ACTIVE & !open_file[f].is_open ==>
      open_file[f].is_open := true;
      me.file := f;
      me.fd := true;
      me.at := USER;
    end;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  --@ operation mmap 0 1
  rule "mmap: of->mutex, kernfs_get_active"
    me.at = USER & me.fd & !me.vma & node = ACTIVE & isundefined(open_file[me.file].mutex)
  ==>
    open_file[me.file].mutex := p;
    me.at := POPULATES_LAST ? COUNT : POPULATE;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs !POPULATES_LAST
  rule "mmap: the driver inserts pages" me.at = POPULATE ==>
    me.mapped := true;
    me.at := COUNT;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  rule "kernfs_fop_mmap: the file was mapped before" me.at = COUNT & open_file[me.file].mmapped ==>
    me.at := PUT_ACTIVE;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  --@ needs !ATOMIC_COUNT
  rule "kernfs_fop_mmap: of->mmapped, read nr_mmapped"
    !ATOMIC_COUNT & me.at = COUNT & !open_file[me.file].mmapped
  ==>
    open_file[me.file].mmapped := true;
    me.seen := nr_mmapped;
    me.at := ADD;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  --@ needs !ATOMIC_COUNT
  rule "kernfs_fop_mmap: write nr_mmapped" me.at = ADD ==>
    nr_mmapped := one_more(me.seen);
    undefine me.seen;
    me.at := PUT_ACTIVE;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  --@ needs ATOMIC_COUNT
  rule "kernfs_fop_mmap: of->mmapped, atomic_inc(nr_mmapped)"
    ATOMIC_COUNT & me.at = COUNT & !open_file[me.file].mmapped
  ==>
    open_file[me.file].mmapped := true;
    nr_mmapped := one_more(nr_mmapped);
    me.at := PUT_ACTIVE;
  end;

  --@ kernel fs/kernfs/file.c kernfs_fop_mmap
  rule "kernfs_fop_mmap: kernfs_put_active, unlock" me.at = PUT_ACTIVE ==>
    undefine open_file[me.file].mutex;
    me.at := LINK;
  end;

  --@ kernel mm/vma.c vma_link_file
  --@ operation return
  rule "mmap: the VMA enters i_mmap" me.at = LINK ==>
    me.vma := true;
    me.at := POPULATES_LAST ? GET_ACTIVE : USER;
  end;

  --@ needs POPULATES_LAST
  rule "mmap: kernfs_get_active once more" me.at = GET_ACTIVE & node = ACTIVE ==>
    me.at := POPULATE_LINKED;
  end;

  --@ operation return
  --@ needs POPULATES_LAST
  rule "mmap: the file is gone, the VMA stays empty" me.at = GET_ACTIVE & node != ACTIVE ==>
    me.at := USER;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs POPULATES_LAST
  rule "mmap: the driver inserts pages into the linked VMA" me.at = POPULATE_LINKED ==>
    me.mapped := true;
    me.at := USER;
  end;

  --@ kernel mm/vma.c vms_complete_munmap_vmas
  --@ operation munmap 0 1
  rule "munmap" me.at = USER & me.vma ==>
    me.vma := false;
    me.mapped := false;
    forget_file(p);
  end;

  rule "close" me.at = USER & me.fd ==>
    me.fd := false;
    forget_file(p);
  end;

  --@ kernel mm/mmap.c exit_mmap
  --@ operation exit
  rule "exit" me.at = USER ==>
    me.fd := false;
    me.vma := false;
    me.mapped := false;
    forget_file(p);
    me.at := NO_PROCESS;
  end;

  ruleset child: process do
    --@ kernel mm/mmap.c dup_mmap
    --@ operation fork child
    rule "fork: the open file is shared" me.at = USER & !isundefined(me.file) & proc[child].at = NO_PROCESS ==>
      proc[child] := me;
    end;
  end;

end; end;

ruleset f: file do

  --@ kernel fs/kernfs/file.c kernfs_unlink_open_file
  rule "release: the file was never mapped"
    open_file[f].is_open & !is_used(f) & !open_file[f].mmapped & !node_is_locked()
  ==>
    unlink_file(f, nr_mmapped);
  end;

  --@ kernel fs/kernfs/file.c kernfs_unlink_open_file
  --@ needs !ATOMIC_COUNT
  rule "release: read nr_mmapped"
    !ATOMIC_COUNT & open_file[f].is_open & !is_used(f) & open_file[f].mmapped & !node_is_locked()
  ==>
    open_file[f].seen := nr_mmapped;
    open_file[f].unlinks := true;
  end;

  --@ kernel fs/kernfs/file.c kernfs_unlink_open_file
  --@ needs !ATOMIC_COUNT
  rule "release: write nr_mmapped, list_del" open_file[f].unlinks ==>
    unlink_file(f, lowered(open_file[f].seen, 1));
  end;

  --@ kernel fs/kernfs/file.c kernfs_unlink_open_file
  --@ needs ATOMIC_COUNT
  rule "release: atomic_dec(nr_mmapped), list_del"
    ATOMIC_COUNT & open_file[f].is_open & !is_used(f) & open_file[f].mmapped & !node_is_locked()
  ==>
    unlink_file(f, lowered(nr_mmapped, 1));
  end;

end;

--@ kernel fs/kernfs/dir.c __kernfs_remove
--@ operation unbind
rule "the node is deactivated" node = ACTIVE ==>
  node := DEACTIVATED;
end;

--@ kernel fs/kernfs/file.c kernfs_should_drain_open_files
--@ needs LOADS_REORDERED
rule "kernfs_drain: nr_mmapped is loaded too early" LOADS_REORDERED & node = DEACTIVATED & isundefined(loaded) ==>
  loaded := nr_mmapped;
end;

function nr_mmapped_seen(): count;
begin
  return LOADS_REORDERED & !isundefined(loaded) ? loaded : nr_mmapped;
end;

--@ kernel fs/kernfs/file.c kernfs_drain_open_files
rule "kernfs_drain: no active reference is left, unmap_mapping_range"
  node = DEACTIVATED & (forall p: process do !holds_active(p) end) & nr_mmapped_seen() != 0 & !node_is_locked()
==>
  for p: process do if proc[p].vma then proc[p].mapped := false end end;
  nr_mmapped := lowered(nr_mmapped, mapped_files());
  for f: file do open_file[f].mmapped := false end;
  undefine loaded;
  node := REMOVED;
end;

--@ kernel fs/kernfs/dir.c kernfs_drain
rule "kernfs_drain: no active reference is left, nothing to drain"
  node = DEACTIVATED & (forall p: process do !holds_active(p) end) & nr_mmapped_seen() = 0
==>
  undefine loaded;
  node := REMOVED;
end;

--@ operation bind
rule "the file is made again" node = REMOVED & forall f: file do !open_file[f].is_open end ==>
  node := ACTIVE;
end;

-- Of P13 in the designs, which count in one step and have no other open files: p2pmem_mmap.m.
invariant "D1 no mapping outlives the file"
  node = REMOVED -> forall p: process do !proc[p].mapped end;

-- When nobody is at it.
invariant "D2 nr_mmapped counts the mapped files"
  (forall p: process do proc[p].at != ADD end) & !node_is_locked() -> nr_mmapped = mapped_files();

invariant "D3 an atomic nr_mmapped is right at all times"
  ATOMIC_COUNT -> nr_mmapped = mapped_files();

invariant "a file that is used is open"
  forall f: file do is_used(f) -> open_file[f].is_open end;

liveness "the file can still be removed" node = REMOVED;

cover "two files are mapped at the same time" mapped_files() = 2;

cover "a file is mapped by two processes"
  exists p: process do exists q: process do
    p != q & proc[p].mapped & proc[q].mapped & proc[p].file = proc[q].file
  end end;

cover "a process keeps its mapping when the file is closed"
  exists p: process do proc[p].mapped & !proc[p].fd & node = ACTIVE end;

cover "a mapping is taken away"
  exists p: process do proc[p].vma & !proc[p].mapped & node = REMOVED end;
