-- What is claimed of designs with large folios: that they are built, placed and mapped as they should be.

-- An entry of a level maps a folio of this order whose tails lead to its head; Alistair on 10/13, "where do you
-- initialise the folio metadata?"
--@ needs PMDS | PUDS
invariant "P19 a huge entry maps a folio of its size"
  forall p: process do forall a: address do present(p, a) & pte_level[p][a] > PTE -> forall g: page do
    in_run(g, pte[p][a], span(pte_level[p][a])) -> compound_head[g] = pte[p][a] & order[pte[p][a]] = pte_level[p][a]
  end end end;

-- The core places a folio at the largest level that the addresses allow, "one shot", Jason.
invariant "P28 every entry is as large as it could be"
  forall p: process do call[p].at = LINK_VMA -> forall l: level do forall a: address do
    a % span(l) = 0 & call[p].base <= a & a + span(l) <= call[p].base + call[p].length
    & (call[p].first + a - call[p].base) % span(l) = 0
    -> exists e: address do maps_address(p, e, a) & pte_level[p][e] >= l end
  end end end;

-- A VMA that mmap has placed is aligned as its memory is, without MAP_FIXED; Jason, Peter Xu.
invariant "P30 addresses and memory are aligned alike"
  forall p: process do call[p].at = LINK_VMA & call[p].base = 0 ->
    call[p].first % span(vm_private_data[p]) = 0
  end;

-- "If someone is only allocating a few KB these changes will break their code", Logan on 10/13. What a race for the pool can
-- refuse is another matter: genpool_races.m.
invariant "P21 no length is refused for which there is a run"
  forall p: process do call[p].at = ALLOC & p2pdma & call[p].base = 0 & first_fit_align(call[p].length, 1) < PAGES ->
    accepted(p) & first_fit(call[p].length) < PAGES
  end;

-- The pool gives a kernel user what it asked for; "specifying a minimum alignment ... makes no sense", Logan.
--@ needs KERNEL_USER
invariant "P31 an allocation of one page takes one page"
  forall g: page do kernel_has(g) -> g = kernel_user.page end;

--@ needs FORKS & PROCESSES > 1 & (PMDS | PUDS) & (FORK_COPIES | PUDS & MIXEDMAP)
cover "a huge entry is mapped by two processes"
  exists p: process do exists q: process do exists a: address do exists b: address do
    p != q & present(p, a) & pte_level[p][a] > PTE & present(q, b)
    & compound_head[pte[p][a]] = compound_head[pte[q][b]]
  end end end end;

--@ needs MAY_SPLIT & (PMDS | PUDS) & PARTS
cover "after unbind an aligned part cannot be unmapped"
  exists p: process do exists a: address do
    call[p].at = USER & vma[p][a] = INSIDE & a % span(vm_private_data[p]) = 0 & vm_private_data[p] > PTE
    & !kernfs_active & !may_split(p, a)
  end end;

-- "app1 maps 4 KiB, app2 maps 2 MiB", Hou Tao.
--@ needs PTES & (PMDS | PUDS) & (PROCESSES > 1 & WINDOW > 2 | SPLIT_REMAPS)
cover "P23 one process maps a page, another a huge entry"
  exists p: process do exists q: process do exists a: address do exists b: address do
    present(p, a) & pte_level[p][a] = PTE & present(q, b) & pte_level[q][b] > PTE
    & call[p].at = USER & call[q].at = USER
  end end end end;

-- "Order per mmap", Jason.
--@ needs PROCESSES > 1 & PTES & (PMDS | PUDS) & WINDOW > 2
cover "P27 two mappings have folios of different orders"
  exists p: process do exists q: process do
    has_pte(p) & has_pte(q) & call[p].at = USER & call[q].at = USER & vm_private_data[p] != vm_private_data[q]
  end end;
