-- What is true of every address space between its calls: its VMAs, its entries and what it was promised agree.

-- finish() and every other return.
invariant "W1 a process in user space has no call left behind"
  forall p: process do call[p].at = USER | call[p].at = NO_PROCESS ->
    call[p].base = 0 & call[p].length = 0 & call[p].next = 0 & call[p].target = 0 & call[p].order = PTE
    & isundefined(call[p].first) & isundefined(call[p].child)
  end;

-- A VMA begins with a mark of its own, wherever it was split; __split_vma(), vma_link().
invariant "W2 every VMA has a beginning"
  forall p: process do forall a: address do vma[p][a] = INSIDE -> exists b: address do
    b = a - 1 & vma[p][b] != HOLE
  end end end;

-- What a process was given and has not lost or given up is there, and nothing else is.
invariant "W3 what is mapped is what was given"
  forall p: process do call[p].at = USER & !walking -> forall a: address do
    was_given(p, a) ? translate(p, a) = given[p][a] | comes_back(p, a) : translate(p, a) = PAGES
  end end;

-- No VMA, no entry, and nothing that the next mmap would find.
invariant "W4 a VMA that is gone leaves nothing"
  forall p: process do call[p].at = USER | call[p].at = NO_PROCESS -> forall a: address do
    vma[p][a] = HOLE -> translate(p, a) = PAGES & !was_given(p, a)
  end & (has_vma(p) | entries[p] = CLEAN & !mixedmap[p] & vm_private_data[p] = PTE) end;
