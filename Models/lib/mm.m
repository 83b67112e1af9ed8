-- mm/: munmap of any part, exit and fork.
-- Clearing an entry and putting its page is one step: between the two the page only has a reference too many.

-- The next entry of the range of a call.
function next_pte(p: process): position;
begin
  return first_pte(p, call[p].base + call[p].next, call[p].base + call[p].length);
end;

-- Asked wherever a VMA is split, and only there.
--@ kernel mm/vma.c __split_vma
function may_split(p: process; at: position): boolean;
begin
  return !MAY_SPLIT | at = WINDOW | vma[p][at] != INSIDE
       | kernfs_active & at % span(vm_private_data[p]) = 0;
end;

function may_split_range(p: process; from: position; till: position): boolean;
begin
  return may_split(p, from) & may_split(p, till)
    --@ unnoticed i_mmap_lock: a mark that changes during the walk harms nobody
    & !walking;
end;

procedure split_range(p: process; from: position; till: position);
begin
  --@ unnoticed the VMA that begins here is the one that goes
  split_vma(p, from);
  split_vma(p, till);
end;

--@ kernel mm/memory.c vma_needs_copy
function vma_needs_copy(p: process): boolean;
begin
  return mixedmap[p] | FORK_COPIES;
end;

-- A huge entry begins before the address and ends behind it.
function crossed(p: process; at: address): boolean;
begin
  return first_pte(p, at, at + 1) < at;
end;

function unmapping(p: process): boolean;
begin
  switch call[p].at
    case UNMAP, UNMAP_FAILED, EXIT, DONTNEED, UNMAP_FIXED, UNMAP_REMAPPED, UNMAP_REFUSED:
      return true;
    else
      return false;
  end;
end;

-- Every page of the range is zapped, and freed if that was the last reference.
function unmapped(p: process): boolean;
begin
  return unmapping(p) & next_pte(p) = WINDOW & runs(p);
end;

-- Of any level. A special huge PUD is taken for one without struct pages.
--@ kernel mm/memory.c zap_pte_range
procedure zap_pte(p: process; a: address; c: context);
begin
  if pte_level[p][a] < PUD | !mixedmap[p] | PUD_COUNTED then
    rss[p] := rss[p] - span(pte_level[p][a]);
    put_refs(p, c, compound_head[pte[p][a]], 1);
  end;
  clear_pte(p, a);
end;

procedure exit_mmap(p: process);
begin
  call[p].at := EXIT;
  call[p].next := 0;
  call[p].length := WINDOW;
end;

procedure dup_vmas(p: process; child: process);
begin
  vma[child] := vma[p];
  mixedmap[child] := mixedmap[p];
  vm_private_data[child] := vm_private_data[p];
  entries[child] := entries[p];
  -- What is copied of a shared mapping is clean: __copy_present_ptes().
  if vma_needs_copy(p) then becomes_clean(child) end;
  vm_write[child] := vm_write[p];
  given[child] := given[p];
  stale[child] := stale[p];
  call[child].at := BEING_FORKED;
  call[p].child := child;
  call[p].next := vma_needs_copy(p) ? 0 : WINDOW;
  call[p].length := WINDOW;
  call[p].at := COPY_PTES;
end;

ruleset p: process do alias me: call[p] do

  ruleset from: address; length: 1 .. WINDOW do
    --@ kernel mm/vma.c __split_vma
    --@ operation munmap from length
    rule "munmap: split at both ends"
      me.at = USER & from + length <= WINDOW & may_split_range(p, from, from + length)
      --@ unnoticed a range that begins or ends in a hole does what the smaller one does
      & vma[p][from] != HOLE & vma[p][from + length - 1] != HOLE
    ==>
      split_range(p, from, from + length);
      me.next := from;
      me.length := from + length;
      me.at := UNMAP;
    end;
  end;

  -- Of what a huge entry crosses: huge_memory.m.
  ruleset from: address do
    --@ kernel mm/vma.c vms_gather_munmap_vmas
    --@ operation munmap from 1 fail
    --@ returns "ENOMEM"
    --@ needs PARTS & PAGES > 2
    rule "munmap: the second split fails, ENOMEM"
      me.at = USER & from + 1 < WINDOW & vma[p][from] = INSIDE & vma[p][from + 1] = INSIDE
      & may_split_range(p, from, from) & !crossed(p, from)
    ==>
      split_vma(p, from);
    end;
  end;

  --@ kernel mm/memory.c zap_pte_range
  --@ needs PTES
  rule "zap_pte_range: clear an entry, put its page"
    unmapping(p) & next_pte(p) < WINDOW & runs(p) & pte_level[p][next_pte(p)] = PTE
  ==>
    zap_pte(p, next_pte(p), SYSCALL);
  end;

  --@ kernel mm/vma.c vms_complete_munmap_vmas
  --@ operation return
  --@ returns "OK"
  rule "munmap: the VMAs leave i_mmap, return 0" me.at = UNMAP & unmapped(p) & !walking ==>
    remove_vmas(p, me.next, me.length);
    finish(p);
  end;

  --@ kernel mm/vma.c unmap_region
  --@ operation return
  --@ needs !REFAULTS
  rule "mmap: unmap_region has undone it, return the error" me.at = UNMAP_FAILED & unmapped(p) ==>
    finish(p);
  end;

  --@ kernel mm/mmap.c exit_mmap
  --@ operation exit
  rule "exit_mmap" me.at = USER & fast[p].at = NO_GUP ==>
    exit_mmap(p);
  end;

  --@ kernel mm/mmap.c exit_mmap
  --@ operation return
  rule "exit_mmap: the VMAs leave i_mmap" me.at = EXIT & unmapped(p) & !walking ==>
    remove_vmas(p, 0, WINDOW);
    finish(p);
    rss[p] := 0;
    stale[p] := false;
    me.at := NO_PROCESS;
  end;

  ruleset child: process do
    --@ kernel mm/mmap.c dup_mmap
    --@ kernel kernel/fork.c dup_mmap in 6.12
    --@ operation fork child
    --@ needs FORKS & PROCESSES > 1
    rule "fork: the child's VMAs enter i_mmap after the parent's"
      FORKS & me.at = USER & call[child].at = NO_PROCESS
      --@ unnoticed without VMAs there is nothing to copy
      & has_vma(p)
      --@ unnoticed i_mmap_lock: the walk comes to the child last, whenever it was linked
      & !walking
    ==>
      dup_vmas(p, child);
    end;
  end;

  -- Of VMAs that are not copied: rare_calls.m.
  --@ kernel mm/memory.c copy_present_ptes
  --@ needs FORKS & PROCESSES > 1 & PTES
  rule "fork: copy an entry, folio_get"
    me.at = COPY_PTES & next_pte(p) < WINDOW & pte_level[p][next_pte(p)] = PTE
    & vma[me.child][next_pte(p)] != HOLE
  ==>
    me.next := next_pte(p);
    folio_get(compound_head[pte[p][me.next]]);
    set_pte(me.child, me.next, pte[p][me.next], PTE);
    me.next := me.next + 1;
  end;

  --@ kernel mm/memory.c copy_pte_range
  --@ operation fail return
  --@ returns "ENOMEM"
  --@ needs FORKS & PROCESSES > 1 & (PTES | MIXEDMAP | FORK_COPIES)
  rule "fork: no page table, ENOMEM"
    me.at = COPY_PTES
    --@ unnoticed a fork that fails after its last entry undoes what any other would
    & next_pte(p) < WINDOW
  ==>
    exit_mmap(me.child);
    undefine me.child;
    finish(p);
  end;

  --@ kernel mm/mmap.c dup_mmap
  --@ kernel kernel/fork.c dup_mmap in 6.12
  --@ operation return
  --@ returns "OK"
  --@ needs FORKS & PROCESSES > 1
  rule "fork: the child runs" me.at = COPY_PTES & next_pte(p) = WINDOW ==>
    call[me.child].at := USER;
    forget_lost(me.child);
    undefine me.child;
    finish(p);
  end;

end; end;

-- exit zaps from the front: what is behind was never copied.
--@ needs FORKS & PROCESSES > 1 & (PTES | MIXEDMAP | FORK_COPIES) & WINDOW > GRANULE
cover "a fork fails half-way, and its child puts what was copied"
  exists p: process do exists a: address do exists b: address do
    !REFAULTS & call[p].at = EXIT & present(p, a) & a < b & was_given(p, b) & translate(p, b) = PAGES & !walking
  end end end;
