-- What is claimed of every version, about the state alone. The functions say who answers for a page; no rule
-- uses them. There are no ghost variables but `leaked` and `given`.

include "references.m";
include "address_space.m";

function in_free_sequence(g: page): boolean;
begin
  return exists p: process do exists c: context do
    !isundefined(freeing[p][c].page) & in_run(g, freeing[p][c].page, span(freeing[p][c].order))
  end end;
end;

function kernel_has(g: page): boolean;
begin
  return (kernel_user.at = IN_TRYGET | kernel_user.at = HOLDS) & in_run(g, kernel_user.page, GRANULE);
end;

-- Somebody is responsible for the page.
function in_use(g: page): boolean;
begin
  return (exists p: process do owns(p, g) | maps(p, compound_head[g]) | has_pin(p, compound_head[g]) end)
       | in_free_sequence(g) | kernel_has(g) | speculative(compound_head[g]) > 0;
end;

function idle(g: page): boolean;
begin
  return !bit[g] & settled(g) = IDLE_COUNT;
end;

-- The mmap is past percpu_ref_get() for this page.
function has_page_ref(p: process; g: page): boolean;
begin
  return call[p].at = PUT_CREATION & g = current(p);
end;

-- The references of mmap calls under way.
function temporary_refs(): 0 .. PROCESSES;
var n: 0 .. PROCESSES;
begin
  n := 0;
  for p: process do if holds_temporary_ref(p) then n := n + 1 end end;
  return n;
end;

-- A folio's share of the pagemap's references.
function refs_of(o: level): 1 .. 1 << PUD;
begin
  return TAKES_EACH_PAGE ? span(o) : 1;
end;

function has_ref(at: free_step): boolean;
begin
  return at = LAST_PUT | at = FREE_BITS | at = PUT_REF;
end;

function being_freed(g: page): boolean;
begin
  return exists p: process do exists c: context do
    !isundefined(freeing[p][c].page) & has_ref(freeing[p][c].at)
    & in_run(g, freeing[p][c].page, span(freeing[p][c].order))
  end end;
end;

-- The last put is under way, and the folio's reference is still to be put.
function folios_being_freed(o: level): 0 .. 3 * PROCESSES;
var n: 0 .. 3 * PROCESSES;
begin
  n := 0;
  for p: process do
    for c: context do
      if has_ref(freeing[p][c].at) & freeing[p][c].order = o then n := n + 1 end;
    end;
  end;
  return n;
end;

function refs_to_put(): 0 .. REF_LIMIT;
begin
  return folios_being_freed(PTE) * refs_of(PTE) + folios_being_freed(PMD) * refs_of(PMD)
       + folios_being_freed(PUD) * refs_of(PUD);
end;

-- The references of pages that have been granted to user space, and are not being freed.
function page_refs(): pages;
var n: pages;
begin
  n := 0;
  for g: page do
    if bit[g] & compound_head[g] = g & !kernel_has(g) & !being_freed(g)
      & !exists p: process do owns(p, g) & !has_page_ref(p, g) end
    then
      n := n + refs_of(order[g]);
    end;
  end;
  return n;
end;

function base_refs(): 0 .. 1 + BASE_REFS;
begin
  return ref.state = REF_LIVE ? 1 + BASE_REFS : (device = PUT_BASE ? BASE_REFS : 0);
end;

function kernel_refs(): 0 .. 1;
begin
  return kernel_user.at = HOLDS | kernel_user.at = IN_PUT ? 1 : 0;
end;

-- Struct pages come and go with their pagemap, and a device without a driver has nothing.
invariant "W9 unbind leaves nothing"
  (struct_pages | device = DELETE_RANGE) = (ref.state = REF_LIVE | ref.state = REF_DEAD)
  & (device = UNBOUND -> ref.state = REF_FREED & !p2pdma & !chunk & !kernfs_active)
  & (ref.state = REF_EXITED | ref.state = REF_FREED -> ref.count = 0);

-- The walk finds what is in i_mmap, and no VMA leaves while it holds the lock.
invariant "W10 what is walked is there until the walk is over"
  forall p: process do walked[p] | freeing[p][UNMAP_MAPPING].at != NOT_FREEING -> walking & has_vma(p) end;

-- An mmap does not look at what was there before; __mmap_region() has unmapped it.
invariant "W11 the place of an mmap is empty"
  forall p: process do in_driver(p) | call[p].at = LINK_VMA -> forall a: address do
    in_range(a, call[p].base, call[p].length) -> vma[p][a] = HOLE & !was_given(p, a)
  end end;

-- fork copies these entries and zap puts their pages because of it; vm_insert_page().
--@ needs PTES & !SPLIT_REMAPS
invariant "W12 what was inserted page by page has VM_MIXEDMAP"
  forall p: process do forall a: address do
    present(p, a) & pte_level[p][a] = PTE & !SPLIT_REMAPS -> mixedmap[p]
  end end;

-- Two live allocations never share a bit; lib/genalloc.c, one cmpxchg for each word of the bitmap.
invariant "P1 no page belongs to two callers"
  forall g: page do forall p: process do owns(p, g) ->
    !kernel_has(g) & forall q: process do owns(q, g) -> p = q end
  end end;

-- A count that is not idle, a mapping or a pin means that the bit is set; p2pmem_alloc_mmap(), the last put.
invariant "P2 a page in use is allocated"
  forall g: page do
    struct_pages & (settled(compound_head[g]) != IDLE_COUNT | backing(compound_head[g]) > 0) -> bit[g]
  end;

-- The count of a mapped page covers its page-table entries and its pins; vm_insert_page(), fork, GUP.
invariant "P3 a mapped page holds its references"
  forall g: page do backing(g) > 0 -> settled(g) >= backing(g) end;

-- A pin keeps the bit set and M from finishing; Documentation/core-api/pin_user_pages.rst.
--@ needs PINS > 0
invariant "P4 a pinned page is not freed"
  forall p: process do !isundefined(pinned[p]) -> run_is(pinned[p], span(order[pinned[p]]), true) & struct_pages end;

-- Whoever is about to clear bits finds them set: the BUG_ON of gen_pool_free_owner() is unreachable.
invariant "P5 no bit is freed twice"
  forall p: process do
    forall c: context do
      freeing[p][c].at = LAST_PUT | freeing[p][c].at = FREE_BITS ->
        run_is(freeing[p][c].page, span(freeing[p][c].order), true)
    end
    & forall g: page do owns(p, g) -> bit[g] end
  end;

-- The last put frees exactly the folio: no bit stays set that nobody answers for; p2pdma_folio_free().
invariant "P6 the last put frees all of the folio"
  forall g: page do bit[g] & settled(compound_head[g]) = IDLE_COUNT -> in_use(g) end;

-- pgmap->ref is the base, one for each granted page and kernel allocation, and those of calls under way;
-- patch 01/13, "release the per-cpu ref of pgmap when vm_insert_page() fails".
invariant "P7 every pagemap reference has an owner"
  ref.state = REF_LIVE | ref.state = REF_DEAD ->
    ref.count = base_refs() + page_refs() + kernel_refs() + temporary_refs() + refs_to_put();

function nobody_is_busy(): boolean;
begin
  return forall p: process do at_rest(p) & forall c: context do freeing[p][c].at = NOT_FREEING end end;
end;

-- "1 + n gets but one put", Bjorn: when nothing is in use, all of them have been put, whoever did it.
invariant "P33 every get has its put"
  (ref.state = REF_LIVE | ref.state = REF_DEAD) & nobody_is_busy() & (forall g: page do !in_use(g) end) ->
    ref.count = base_refs() + kernel_refs();

-- The error path is about to put the page or folio that was not inserted, and frees only what is behind it.
function puts(p: process): boolean;
begin
  return ERROR_PUTS & call[p].at = INSERT_FAILED;
end;

-- kaddr and len advance with every insertion: what the error path frees is not mapped; Alistair, withdrawn. A folio that it
-- puts is freed by the last put, which may be that of a PTE.
invariant "P34 a failed mmap frees no page that is mapped"
  forall p: process do call[p].at = INSERT_FAILED | call[p].at = FREE_TAIL ->
    forall g: page do owns(p, g) & !(puts(p) & compound_head[g] = compound_head[current(p)]) ->
      mappings_of(compound_head[g]) = 0
    end
  end;

invariant "W8 a kernel user that has no memory has no address of it"
  kernel_user.at = IDLE | kernel_user.at = IN_PUT -> isundefined(kernel_user.page);

-- Without calls, mappings, pins and kernel users the whole pool is available and every count is idle.
invariant "P8 an idle device is clean"
  struct_pages & (forall g: page do !in_use(g) end)
  & (forall p: process do call[p].at = NO_PROCESS | call[p].at = USER end)
  -> forall g: page do idle(g) end;

-- When a failed mmap returns, each page it was given is free and idle, or held by somebody else; refs: P7.
invariant "P10 a failed mmap leaves nothing behind"
  forall p: process do call[p].at = UNMAP_FAILED & unmapped(p) ->
    forall g: page do in_run(g, call[p].first, call[p].length) -> idle(g) | in_use(g) end
  end;

-- Struct pages and pagemap are not touched once they are gone; free_zone_device_folio(), pci_alloc_p2pmem().
invariant "P11 freed memory is not touched"
  (forall p: process do forall c: context do freeing[p][c].at != NOT_FREEING -> struct_pages end end)
  & (forall p: process do fast[p].at != NO_GUP -> struct_pages end)
  & (kernel_user.at = IN_TRYGET -> ref.state != REF_FREED);

-- Nothing is granted from a killed pagemap: by then no mmap is inside the driver; kernfs_drain().
invariant "P12 no page is granted after the kill"
  ref.state = REF_DEAD -> !exists p: process do in_driver(p) end;

-- After U no page-table entry maps the device, but of a failed mmap, which undoes itself; kernfs_drain().
invariant "P13 no user maps device memory after U"
  device = KILL | device = PUT_BASE | device = WAIT | device = REMOVE_RANGE ->
    !exists p: process do has_pte(p) & call[p].at != UNMAP_FAILED end;

-- memunmap_pages() removes the struct pages; an entry would map what the next driver has there.
invariant "P43 no entry outlives the struct pages"
  !struct_pages -> !exists p: process do has_pte(p) end;

-- If all processes exit and I/O completes, unbind finishes; patch 01/13, "will hang forever". That they do is not claimed.
liveness "P14 unbind can still finish" device = UNBOUND;

-- Unbind waits for I/O, kernel users and calls under way, never for what a process in user space may do.
invariant "P15 unbind needs no process in user space"
  device = WAIT & ref.count > 0 ->
    pins() + gups() > 0 | kernel_refs() > 0 | !nobody_is_busy();

-- A legal mmap never gets EINVAL: vm_insert_page() finds no granted page with count 0.
--@ needs PTES
invariant "P18 vm_insert_page of a granted page is valid"
  forall p: process do call[p].at = VALIDATE -> count[current(p)] > 0 end;

-- When munmap returns, each page of its range is available again, or somebody else holds it.
invariant "P40 munmap gives back what it unmapped"
  forall p: process do call[p].at = UNMAP & unmapped(p) ->
    forall a: address do call[p].next <= a & a < call[p].length & was_given(p, a) ->
      idle(given[p][a]) | in_use(given[p][a])
    end
  end;

-- The BUG_ON of gen_pool_destroy() is unreachable: each granted page keeps M, and so R, waiting.
invariant "L2 gen_pool_destroy finds no bit set"
  device = DESTROY_POOL -> forall g: page do !bit[g] end;

--@ needs PROCESSES > 1 & PAGES > GRANULE
cover "two processes have mappings of their own"
  exists p: process do exists q: process do
    p != q & has_pte(p) & has_pte(q) & call[p].at = USER & call[q].at = USER
    & exists a: address do was_given(p, a) & was_given(q, a) & given[p][a] != given[q][a] end
  end end;

cover "the pool is exhausted"
  exists p: process do call[p].at = ALLOC & chunk & first_fit(call[p].length) = PAGES end;

cover "the first insertion fails"
  exists p: process do call[p].at = INSERT_FAILED & call[p].next = 0 end;

--@ needs SEVERAL_ENTRIES
cover "an insertion fails after others succeeded"
  exists p: process do call[p].at = INSERT_FAILED & call[p].next > 0 end;

--@ needs SEVERAL_ENTRIES & PINS > 0
cover "an insertion fails while a page inserted before is pinned"
  exists p: process do call[p].at = INSERT_FAILED & !isundefined(pinned[p]) & maps(p, pinned[p]) end;

--@ needs PARTS
cover "munmap takes a part"
  exists p: process do exists a: address do
    call[p].at = UNMAP & vma[p][a] != HOLE & (a < call[p].next | call[p].length <= a)
  end end;

--@ needs PARTS
cover "munmap takes the end"
  device = BOUND & exists p: process do exists a: address do
    call[p].at = UNMAP & vma[p][a] != HOLE & a < call[p].next
  end end;

--@ needs PARTS
cover "two VMAs of one mmap are neighbours"
  device = BOUND & exists p: process do exists a: address do
    call[p].at = USER & a > 0 & vma[p][a] = CUT & vma[p][a - 1] != HOLE
  end end;

--@ needs PINS > 0
cover "a page is pinned before its mmap returns"
  exists p: process do in_driver(p) & !isundefined(pinned[p]) & maps(p, pinned[p]) end;

--@ needs PINS > 0
cover "a page is pinned after the last munmap"
  exists p: process do !isundefined(pinned[p]) & backing(pinned[p]) = pin_refs(pinned[p]) end;

--@ needs PINS > 0
cover "unpin frees a page"
  exists p: process do freeing[p][COMPLETION].at != NOT_FREEING end;

--@ needs PINS > 0 & (FORKS & PROCESSES > 1 & (PTES | FORK_COPIES | MIXEDMAP) | SPLIT_REMAPS & (PMDS | PUDS))
cover "two processes map one page, and it is pinned"
  exists g: page do backing(g) = 2 + pin_refs(g) & pins_of(g) = 1 end;

--@ needs PROCESSES > 1
cover "munmap leaves a page to the other process"
  device = BOUND & exists p: process do exists q: process do exists a: address do
    p != q & call[p].at = UNMAP & unmapped(p) & call[p].next <= a & a < call[p].length
    & was_given(p, a) & maps(q, compound_head[given[p][a]])
  end end end;

cover "unbind zaps while a process unmaps"
  device = ZAP & exists p: process do call[p].at = UNMAP & has_pte(p) end;

--@ needs FORKS & PROCESSES > 1 & (PTES | FORK_COPIES | MIXEDMAP)
cover "unbind zaps what a fork has copied"
  device = ZAP & exists p: process do call[p].at = BEING_FORKED & has_pte(p) end;

--@ needs PINS > 0
cover "unbind waits for a pin"
  device = WAIT & pins() > 0;

cover "the device is gone and a VMA is left"
  device = UNBOUND & exists p: process do has_vma(p) end;
