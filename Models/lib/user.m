-- What user space may expect of every design: claims of the thread about the system calls.

-- rss_stat of the process is empty when its page tables are; check_mm().
invariant "P16 no page is counted that is not mapped"
  forall p: process do call[p].at = EXIT & unmapped(p) -> rss[p] = 0 end;

-- "If someone is only allocating a few KB these changes will break their code", Logan on 10/13.
invariant "P21 mmap gets pages whenever there are any"
  forall p: process do call[p].at = ALLOC & p2pdma & call[p].base = 0 & first_fit_align(call[p].length, 1) < PAGES ->
    accepted(p) & first_fit(call[p].length) < PAGES
  end;

-- What is at an address of a VMA comes back when it is touched; "doesn't have the limitations DAX had", Jason.
invariant "P29 what was cleared comes back"
  forall p: process do call[p].at = USER & device = BOUND & !walked[p] ->
    forall a: address do vma[p][a] != HOLE -> translate(p, a) < PAGES | REFAULTS end
  end;

-- The pool gives a kernel user what it asked for; "specifying a minimum alignment ... makes no sense", Logan.
invariant "P31 an allocation of one page takes one page"
  forall g: page do kernel_has(g) -> g = kernel_user.page end;

-- After fork the child finds what the parent finds.
invariant "P36 fork copies the mapping"
  forall p: process do call[p].at = COPY_PTES & next_pte(p) = WINDOW -> forall a: address do
    translate(p, a) < PAGES -> translate(call[p].child, a) = translate(p, a) | REFAULTS
  end end;

-- A part that consists of pages can be unmapped.
invariant "P41 munmap of any pages is accepted"
  forall p: process do call[p].at = USER -> forall a: address do may_split(p, a) end end;

-- What is outside of the range stays.
invariant "munmap leaves the rest alone"
  forall p: process do call[p].at = UNMAP & unmapped(p) & !walking -> forall a: address do
    was_given(p, a) & (a < call[p].next | call[p].length <= a) -> translate(p, a) = given[p][a] | REFAULTS
  end end;

cover "a huge entry is mapped by two processes"
  exists p: process do exists q: process do exists a: address do exists b: address do
    p != q & present(p, a) & pte_level[p][a] > PTE & present(q, b) & compound_head[pte[p][a]] = compound_head[pte[q][b]]
  end end end end;

-- "app1 maps 4 KiB, app2 maps 2 MiB", Hou Tao.
cover "P23 one process maps a page, another a huge entry"
  exists p: process do exists q: process do exists a: address do exists b: address do
    present(p, a) & pte_level[p][a] = PTE & present(q, b) & pte_level[q][b] > PTE
    & call[p].at = USER & call[q].at = USER
  end end end end;
