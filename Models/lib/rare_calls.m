-- mm/, fs/kernfs/: what was seen of a running kernel and needs calls that few programs make: remap_file_pages(),
-- MADV_DONTFORK, GUP that does not ask for P2PDMA memory, and files that outlive their device. A call that does nothing
-- but fail is a cover, and no rule.

const
  REMAPS_FILES: false;         -- remap_file_pages()

ruleset p: process do alias me: call[p] do

  -- It is an mmap with MAP_FIXED of the file that is mapped there. What is left of a dead file has no pages.
  ruleset base: address; length: 1 .. PAGES; pgoff: 0 .. 1 do
    --@ kernel mm/mmap.c remap_file_pages
    --@ operation remap_file_pages base length pgoff
    --@ needs REMAPS_FILES
    rule "remap_file_pages: MAP_FIXED over itself"
      REMAPS_FILES & me.at = USER & base + length <= WINDOW
      --@ unnoticed where nobody has may_split() this is i_mmap_lock, as there
      & may_split_range(p, base, base + length)
      & (forall a: address do in_range(a, base, length) -> was_given(p, a) end)
    ==>
      unmap_first(p, base, length, pgoff > 0 ? UNMAP_REFUSED : UNMAP_REMAPPED);
    end;
  end;

  -- The driver is asked when the old pages are free.
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ returns "EINVAL"
  --@ needs REMAPS_FILES
  rule "mmap with an offset: EINVAL" me.at = UNMAP_REFUSED & unmapped(p) & !walking ==>
    --@ needs REMAPS_FILES
    cover was_given(p, me.base) "remap_file_pages with an offset: EINVAL, and the old pages are gone";
    --@ unnoticed VMAs without pages are what an unbind leaves as well
    remove_vmas(p, me.base, me.base + me.length);
    finish(p);
  end;

  -- MADV_DONTFORK splits as munmap does; that it stays in force is left out.
  ruleset child: process; from: address; length: 1 .. WINDOW do
    --@ kernel mm/mmap.c dup_mmap
    --@ kernel kernel/fork.c dup_mmap in 6.12
    --@ operation fork child dontfork from length
    --@ needs FORKS & PROCESSES > 1
    rule "MADV_DONTFORK of any part, and fork: VM_DONTCOPY"
      FORKS & me.at = USER & call[child].at = NO_PROCESS & from + length <= WINDOW
      --@ unnoticed where nobody has may_split() this is i_mmap_lock, as there
      & may_split_range(p, from, from + length)
      --@ unnoticed a range that begins or ends in a hole does what the smaller one does
      & vma[p][from] != HOLE & vma[p][from + length - 1] != HOLE
    ==>
      split_range(p, from, from + length);
      dup_vmas(p, child);
      remove_vmas(child, from, from + length);
      forget_flags(child);
    end;
  end;

  --@ kernel mm/mmap.c dup_mmap
  --@ kernel kernel/fork.c dup_mmap in 6.12
  --@ needs FORKS & PROCESSES > 1
  rule "fork: the VMA is not copied"
    me.at = COPY_PTES & next_pte(p) < WINDOW & vma[me.child][next_pte(p)] = HOLE
  ==>
    me.next := next_pte(p) + 1;
  end;

  -- Any thread of the process may.
  --@ kernel fs/kernfs/file.c kernfs_fop_open
  --@ operation open
  --@ returns "OK"
  rule "a process opens the file again" kernfs_active ==>
    stale[p] := false;
  end;

end; end;

-- It was removed, whatever is bound now.
--@ needs STALE_FILES
invariant "a dead file gives no memory"
  forall p: process do device = BOUND & stale[p] -> !in_driver(p) end;

-- Whoever has opened the file of a device that is gone has a dead one; kernfs_remove().
invariant "a file does not outlive its device"
  forall p: process do STALE_FILES & !kernfs_active & call[p].at != NO_PROCESS -> stale[p] end;

-- A range without VMA gets EINVAL, and so does one without length.
--@ needs REMAPS_FILES
invariant "remap_file_pages changes what is mapped"
  forall p: process do call[p].at = UNMAP_REFUSED -> call[p].length > 0 & forall a: address do
    in_range(a, call[p].base, call[p].length) -> vma[p][a] != HOLE
  end end;

-- kernfs_get_active() fails.
--@ needs STALE_FILES
cover "after unbind and bind an open file still gets ENODEV"
  exists p: process do call[p].at = USER & stale[p] & device = BOUND end;

-- try_grab_folio() without FOLL_PCI_P2PDMA.
cover "vmsplice and mlock of a page get EREMOTEIO, MADV_POPULATE makes ENOMEM of it"
  exists p: process do call[p].at = USER & has_pte(p) end;

-- faultin_page()
cover "vmsplice and MADV_POPULATE of what was cleared get EFAULT, mlock makes ENOMEM of it"
  exists p: process do exists a: address do call[p].at = USER & vma[p][a] != HOLE & translate(p, a) = PAGES end end;

--@ needs FORKS & PROCESSES > 1
cover "a child lacks what MADV_DONTFORK left out, and has the rest"
  exists p: process do exists q: process do exists a: address do exists b: address do
    call[p].at = COPY_PTES & call[p].child = q & next_pte(p) = WINDOW
    & present(p, a) & vma[q][a] = HOLE & present(p, b) & present(q, b)
  end end end end;

--@ needs REMAPS_FILES
cover "remap_file_pages gets other pages than it gave up"
  exists p: process do
    call[p].at = UNMAP_REMAPPED & unmapped(p) & was_given(p, call[p].base)
    & first_fit(call[p].length) < PAGES & first_fit(call[p].length) != given[p][call[p].base]
  end;

-- The file is there before the memory: under a bind, mmap gets ENOMEM for a while.
cover "mmap finds an empty pool while the driver is being bound"
  exists p: process do call[p].at = ALLOC & p2pdma & !chunk & (device = REMAP | device = ADD_OWNER) end;
