-- Who holds the pages of a P2PDMA pagemap, and what is counted of them: the steps of mmap, fork, munmap, GUP-fast and unbind. Whoever
-- includes it says what a `process` and a `page` is.
--
-- Abstraction: pages of one pagemap, mapped by PTEs, each by itself, in the repaired 7.3: the error path of mmap puts the page like anybody
-- else. A process may be in the middle of several calls, one for each page: more than its locks allow. All other references to the pagemap
-- are left out: they only keep it longer.

--@ linux 7.3

const
  -- More references than one page has, or pages.
  LIMIT: 1 << 30;

  ERROR_PUTS:      true;
  GET_UNLESS_ZERO: true;

type
  step: enum { USER, INSERT, INSERTED, FAILED };
  device: enum { LIVE, KILLED, GONE };

var
  at: array [process] of array [page] of step;
  -- An entry, which has a reference until it is put: from the gather list, once the TLB is flushed.
  entry: array [process] of array [page] of boolean;
  gathered: array [process] of array [page] of boolean;
  -- Of mmap until it returns; of GUP-fast, which has read an entry, until it has looked again; and then of the pin.
  creates: array [process] of array [page] of boolean;
  has_read: array [process] of array [page] of boolean;
  speculates: array [process] of array [page] of boolean;
  pins: array [process] of array [page] of boolean;

  count: array [page] of 0 .. LIMIT;
  is_allocated: array [page] of boolean;
  pagemap: 0 .. LIMIT;
  driver: device;

--@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
procedure put_page(g: page);
begin
  count[g] := count[g] - 1;
  if count[g] = 0 then
    is_allocated[g] := false;
    pagemap := pagemap - 1;
  end;
end;

startstate
  for p: process do
    for g: page do
      at[p][g] := USER;
      entry[p][g] := false;
      gathered[p][g] := false;
      creates[p][g] := false;
      has_read[p][g] := false;
      speculates[p][g] := false;
      pins[p][g] := false;
    end;
  end;
  for g: page do
    count[g] := 0;
    is_allocated[g] := false;
  end;
  pagemap := 1;
  driver := LIVE;
end;

ruleset p: process; g: page do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: allocate, tryget, set_page_count 1"
    at[p][g] = USER & !entry[p][g] & !is_allocated[g] & driver = LIVE & pagemap < LIMIT
  ==>
    is_allocated[g] := true;
    pagemap := pagemap + 1;
    count[g] := 1;
    creates[p][g] := true;
    at[p][g] := INSERT;
  end;

  --@ kernel mm/memory.c insert_page_into_pte_locked
  rule "vm_insert_page" at[p][g] = INSERT & count[g] < LIMIT ==>
    count[g] := count[g] + 1;
    entry[p][g] := true;
    at[p][g] := INSERTED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "vm_insert_page fails" at[p][g] = INSERT ==>
    at[p][g] := FAILED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: put what was set" at[p][g] = INSERTED ==>
    creates[p][g] := false;
    put_page(g);
    at[p][g] := USER;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: undo" at[p][g] = FAILED ==>
    creates[p][g] := false;
    if ERROR_PUTS then
      put_page(g);
    else
      count[g] := 0;
      is_allocated[g] := false;
      pagemap := pagemap - 1;
    end;
    at[p][g] := USER;
  end;

  --@ kernel mm/memory.c zap_present_folio_ptes
  rule "munmap: clear the entry" entry[p][g] & !gathered[p][g] & at[p][g] = USER ==>
    entry[p][g] := false;
    gathered[p][g] := true;
  end;

  --@ kernel mm/mmu_gather.c tlb_flush_mmu
  rule "munmap: put the page" gathered[p][g] ==>
    gathered[p][g] := false;
    put_page(g);
  end;

  -- By the time that it adds, the page may have been freed and allocated again.
  --@ kernel mm/gup.c gup_fast_pte_range
  rule "GUP-fast: read the entry" entry[p][g] & !has_read[p][g] & !speculates[p][g] & !pins[p][g] ==>
    has_read[p][g] := true;
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "GUP-fast: add unless zero"
    has_read[p][g] & !speculates[p][g] & (GET_UNLESS_ZERO -> count[g] > 0) & count[g] < LIMIT
  ==>
    has_read[p][g] := false;
    speculates[p][g] := true;
    count[g] := count[g] + 1;
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "GUP-fast: it is zero" has_read[p][g] & count[g] = 0 ==>
    has_read[p][g] := false;
  end;

  --@ kernel mm/gup.c gup_fast_pte_range
  rule "GUP-fast: the entry is as it was" speculates[p][g] & entry[p][g] ==>
    speculates[p][g] := false;
    pins[p][g] := true;
  end;

  --@ kernel mm/gup.c gup_put_folio
  rule "GUP-fast: the entry is another one" speculates[p][g] & !entry[p][g] ==>
    speculates[p][g] := false;
    put_page(g);
  end;

  --@ kernel mm/gup.c unpin_user_page
  rule "unpin" pins[p][g] ==>
    pins[p][g] := false;
    put_page(g);
  end;

  ruleset child: process do
    --@ kernel mm/memory.c copy_present_ptes
    rule "fork: copy the entry"
      at[p][g] = USER & entry[p][g] & at[child][g] = USER & !entry[child][g] & !gathered[child][g] & count[g] < LIMIT
    ==>
      count[g] := count[g] + 1;
      entry[child][g] := true;
    end;
  end;

end;

--@ kernel mm/memremap.c memunmap_pages
rule "unbind: percpu_ref_kill" driver = LIVE ==>
  driver := KILLED;
  pagemap := pagemap - 1;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "unbind: nobody has a reference" driver = KILLED & pagemap = 0 ==>
  driver := GONE;
end;

invariant "the count is that of the references"
  forall g: page do
    count[g] =
      sum p: process do
        (entry[p][g] ? 1 : 0) + (gathered[p][g] ? 1 : 0) + (creates[p][g] ? 1 : 0) + (speculates[p][g] ? 1 : 0)
        + (pins[p][g] ? 1 : 0)
      end
  end;

invariant "a page that somebody has is allocated"
  forall g: page; p: process do entry[p][g] | gathered[p][g] | pins[p][g] -> is_allocated[g] end;

invariant "a free page has no references" forall g: page do !is_allocated[g] -> count[g] = 0 end;

invariant "the pagemap's count is its pages' and the driver's"
  pagemap = (count g: page do is_allocated[g] end) + (driver = LIVE ? 1 : 0);

invariant "no struct page is touched after it is gone"
  driver = GONE
  -> forall p: process; g: page do !entry[p][g] & !gathered[p][g] & !pins[p][g] & !speculates[p][g] end;
