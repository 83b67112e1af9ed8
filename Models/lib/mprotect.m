-- mm/mprotect.c, mm/memory.c: a mapping is write-protected and made writable again. kernfs_vm_ops has page_mkwrite(),
-- so that clean entries stay write-protected until a store has been notified; device-dax has none.

var
  --@ view strip
  contents: array [page] of process;   -- who wrote it last; nobody clears it

-- A store has faulted on an entry that is there, of level l.
function write_faults(p: process; l: level): boolean;
begin
  return call[p].at = WRITE_FAULT & present(p, call[p].target) & pte_level[p][call[p].target] = l & runs(p);
end;

function maps_pud(p: process): boolean;
begin
  return exists a: address do present(p, a) & pte_level[p][a] = PUD end;
end;

procedure store(p: process);
begin
  entries[p] := DIRTY;
  for a: address do
    if translate(p, a) < PAGES then contents[translate(p, a)] := p end;
  end;
end;

ruleset p: process do alias me: call[p] do

  --@ operation store
  --@ returns
  --@ needs WRITES
  rule "a store makes the entries dirty"
    WRITES & me.at = USER & has_pte(p) & (entries[p] = CLEAN | entries[p] = DIRTY)
  ==>
    store(p);
  end;

  --@ kernel mm/mmap.c do_mmap
  --@ operation read_only
  --@ needs WRITES & !REFAULTS
  rule "mmap: the process wants PROT_READ only" WRITES & me.at = ALLOC & vm_write[p] & !has_vma(p) ==>
    entries[p] := READ_ONLY;
    vm_write[p] := false;
  end;

  --@ kernel mm/mprotect.c change_pte_range
  --@ operation mprotect r
  --@ returns
  --@ needs WRITES
  rule "mprotect: PROT_READ"
    WRITES & has_pte(p) & (entries[p] = CLEAN | entries[p] = DIRTY)
    --@ unnoticed mmap_lock: a call under way does not depend on what may be written
    & me.at = USER
  ==>
    entries[p] := entries[p] = CLEAN ? READ_ONLY : DIRTY_READ_ONLY;
    --@ needs WRITES & (PTES | REFAULTS)
    cover entries[p] = READ_ONLY "clean entries are write-protected";
    vm_write[p] := false;
  end;

  -- Of a huge PUD nobody asks whether it is dirty: change_huge_pud().
  --@ kernel mm/mprotect.c can_change_pte_writable
  --@ operation mprotect rw
  --@ returns
  --@ needs WRITES
  rule "mprotect: PROT_WRITE, dirty entries become writable"
    (entries[p] = READ_ONLY | entries[p] = DIRTY_READ_ONLY)
    --@ unnoticed mmap_lock: a call under way does not depend on what may be written
    & me.at = USER
  ==>
    if entries[p] = DIRTY_READ_ONLY
      --@ unnoticed what a store to a clean huge PUD does is seen after mmap with PROT_READ
      & !(PAGE_MKWRITE & maps_pud(p))
    then
      entries[p] := DIRTY;
    else
      entries[p] := PAGE_MKWRITE ? NOTIFY : CLEAN;
    end;
    --@ needs WRITES
    cover entries[p] = DIRTY "dirty entries survive mprotect";
    vm_write[p] := true;
  end;

  ruleset a: address do
    --@ kernel mm/memory.c do_wp_page
    --@ operation store a
    --@ needs WRITES & !REFAULTS
    rule "a store faults on a clean entry"
      me.at = USER & entries[p] = NOTIFY
      --@ unnoticed a store to what has gone gets SIGBUS in any case
      & present(p, a)
    ==>
      me.target := a;
      me.at := WRITE_FAULT;
    end;
  end;

  --@ kernel mm/memory.c do_page_mkwrite
  --@ needs WRITES & PTES & !MKWRITE_REPAIRED
  rule "do_page_mkwrite: folio->mapping is NULL, retry" !MKWRITE_REPAIRED & write_faults(p, PTE) ==>
    me.at := RETRY;
  end;

  --@ kernel mm/memory.c wp_page_shared
  --@ operation return
  --@ needs WRITES & PTES & MKWRITE_REPAIRED
  rule "wp_page_shared: the folio is locked, the entry becomes writable" MKWRITE_REPAIRED & write_faults(p, PTE) ==>
    store(p);
    finish(p);
  end;

  --@ kernel mm/memory.c handle_mm_fault
  --@ needs WRITES & PTES & !MKWRITE_REPAIRED
  rule "the store is tried again" me.at = RETRY ==>
    me.at := WRITE_FAULT;
  end;

  -- Of a store in user space. Where the kernel stores for the process, as read(2) does, do_user_addr_fault() looks for no
  -- signal, and only an unbind ends it.
  --@ operation return
  --@ needs WRITES & PTES & !MKWRITE_REPAIRED
  rule "a signal ends it" me.at = RETRY ==>
    finish(p);
  end;

  --@ kernel fs/kernfs/file.c kernfs_vma_fault
  --@ operation return
  --@ needs WRITES & !REFAULTS
  rule "kernfs_vma_fault: SIGBUS"
    me.at = WRITE_FAULT & runs(p)
    --@ unnoticed a store that a signal interrupts is tried again
    & !present(p, me.target)
  ==>
    finish(p);
  end;

end; end;

-- mmap(PROT_READ), mprotect(PROT_WRITE) and a store: the store finds its page and finishes.
invariant "P38 a store to writable memory finishes"
  forall p: process do
    call[p].at != RETRY
    & (call[p].at = WRITE_FAULT & was_given(p, call[p].target) & !walking -> has_what_was_given(p, call[p].target))
  end;

-- What one process has written, no other gets from mmap.
--@ needs !REFAULTS
invariant "P35 a new mapping shows nothing of another process"
  forall p: process do call[p].at = LINK_VMA -> forall g: page do
    in_run(g, call[p].first, call[p].length) & !isundefined(contents[g]) -> contents[g] = p
  end end;

-- Without VM_WRITE no entry is writable; change_protection().
invariant "what may not be written is not writable"
  forall p: process do !vm_write[p] = (entries[p] = READ_ONLY | entries[p] = DIRTY_READ_ONLY) end;

-- insert_pmd(), insert_pud() and insert_page_into_pte_locked().
--@ needs !REFAULTS
invariant "a new mapping is dirty if it may be written and has huge entries only"
  forall p: process do call[p].at = LINK_VMA & !has_vma(p) & has_pte(p) ->
    (entries[p] = DIRTY) = (vm_write[p] & forall a: address do present(p, a) -> pte_level[p][a] > PTE end)
    & entries[p] != DIRTY_READ_ONLY
  end;

-- A store makes entries dirty, and so does the insertion of huge ones, which may be split since.
--@ needs WRITES | !REFAULTS & (PMDS | PUDS)
invariant "what is dirty was written, or inserted huge"
  forall p: process do has_pte(p) & (entries[p] = DIRTY | entries[p] = DIRTY_READ_ONLY) ->
    exists a: address do
      present(p, a) & (order[compound_head[pte[p][a]]] > PTE | !isundefined(contents[translate(p, a)]))
    end
  end;

--@ needs WRITES
cover "dirty entries are write-protected"
  exists p: process do call[p].at = USER & entries[p] = DIRTY_READ_ONLY & has_pte(p) end;
