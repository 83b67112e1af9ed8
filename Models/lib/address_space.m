-- What is true of every address space between its calls: its VMAs, its entries and what it was promised agree.

function at_rest(p: process): boolean;
begin
  return call[p].at = USER | call[p].at = NO_PROCESS;
end;

-- Every return; a system call does not return before what it freed is free.
invariant "W1 a process in user space has no call left behind"
  forall p: process do at_rest(p) ->
    runs(p) & call[p].base = 0 & call[p].length = 0 & call[p].next = 0 & call[p].target = 0 & call[p].order = PTE
    & isundefined(call[p].first) & isundefined(call[p].child)
  end;

-- A VMA begins with a mark of its own, wherever it was split; __split_vma(), vma_link_file().
--@ needs WINDOW > 1
invariant "W2 every VMA has a beginning"
  forall p: process do forall a: address do vma[p][a] = INSIDE -> exists b: address do
    b = a - 1 & vma[p][b] != HOLE
  end end end;

-- What a process was given and has not lost or given up is there, and nothing else is.
invariant "W3 what is mapped is what was given"
  forall p: process do call[p].at = USER & !walking -> forall a: address do
    was_given(p, a) ? has_what_was_given(p, a) : translate(p, a) = PAGES
  end end;

-- No entry, nothing that the next mmap would find; exit leaves no VMA.
invariant "W4 a VMA that is gone leaves nothing"
  forall p: process do at_rest(p) ->
    (forall a: address do vma[p][a] = HOLE -> pte_none(p, a) & !was_given(p, a) end)
    & (has_vma(p) | entries[p] = CLEAN & !mixedmap[p] & vm_private_data[p] = PTE)
    & (call[p].at = NO_PROCESS -> !has_vma(p) & !stale[p] & rss[p] = 0)
  end;

-- Until unbind takes all pages, a process that asks for no less finds every page of its VMAs: no SIGBUS. Nor does a
-- split make VMAs that nobody asked for.
invariant "W5 a mapping has all of its pages or none"
  forall p: process do
    (call[p].at = USER | call[p].at = UNMAP) & !walking & (exists a: address do was_given(p, a) end) ->
      forall a: address do vma[p][a] != HOLE -> was_given(p, a) end
  end;

invariant "W6 a last put that is over leaves nothing"
  forall p: process do forall c: context do
    freeing[p][c].at = NOT_FREEING -> isundefined(freeing[p][c].page) & freeing[p][c].order = PTE
  end end;

-- Every call can return, and every process exit.
liveness "W7 all processes can end" forall p: process do call[p].at = NO_PROCESS end;
