-- What user space may expect of every design: claims of the thread about the system calls.

-- rss_stat of the process is empty when its page tables are; check_mm().
invariant "P16 no page is counted that is not mapped"
  forall p: process do call[p].at = EXIT & unmapped(p) -> rss[p] = 0 end;

-- After fork the child finds what the parent finds.
--@ needs FORKS & PROCESSES > 1
invariant "P36 fork copies the mapping"
  forall p: process do call[p].at = COPY_PTES & next_pte(p) = WINDOW -> forall a: address do
    translate(p, a) < PAGES -> translate(call[p].child, a) = translate(p, a) | comes_back(call[p].child, a)
  end end;

-- A part that consists of pages can be unmapped.
invariant "P41 munmap of any pages is accepted"
  forall p: process do call[p].at = USER -> forall a: address do may_split(p, a) end end;

-- The driver is asked about splits, and about nothing else.
invariant "munmap of a whole mapping is accepted"
  forall p: process do forall a: address do vma[p][a] != INSIDE -> may_split(p, a) end end;

-- What is outside of the range stays.
invariant "munmap leaves the rest alone"
  forall p: process do call[p].at = UNMAP & unmapped(p) & !walking -> forall a: address do
    was_given(p, a) & (a < call[p].next | call[p].length <= a) -> has_what_was_given(p, a)
  end end;
