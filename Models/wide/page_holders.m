-- The count of a page and its pagemap's percpu_ref, with any number of processes, each with what it holds.
--
-- Abstraction: one arbitrary page of one pagemap, mapped by PTEs, in the repaired 7.3: the error path of mmap puts the page like anybody
-- else. All other references to the pagemap are left out: they only keep it longer. refcounts.m has them as numbers, at full width; here
-- every reference has an owner, and that the counts are the numbers of owners is proved for every number of processes.
--
-- Expected: everything proved, for every PROCESSES (`--any process`). Violated, with one or two:
--   ERROR_PUTS=false    the error path sets the count, GUP-fast in between: "the count is that of the references", 7.3
--   GET_UNLESS_ZERO=false  GUP-fast takes a free page: "a free page has no references"

--@ linux 7.3

const
  PROCESSES: 2;
  -- More references than one page has.
  LIMIT: 1 << 30;

  ERROR_PUTS:      true;
  GET_UNLESS_ZERO: true;

type
  process: scalarset(PROCESSES);
  step: enum { USER, INSERT, INSERTED, FAILED };
  device: enum { LIVE, KILLED, GONE };

var
  at: array [process] of step;
  -- An entry, which has a reference until it is put: from the gather list, once the TLB is flushed.
  entry: array [process] of boolean;
  gathered: array [process] of boolean;
  -- Of mmap until it returns; of GUP-fast, which has read an entry, until it has looked again; and then of the pin.
  creates: array [process] of boolean;
  has_read: array [process] of boolean;
  speculates: array [process] of boolean;
  pins: array [process] of boolean;

  count: 0 .. LIMIT;
  is_allocated: boolean;
  pagemap: 0 .. 2;
  driver: device;

--@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
procedure put_page();
begin
  count := count - 1;
  if count = 0 then
    is_allocated := false;
    pagemap := pagemap - 1;
  end;
end;

startstate
  for p: process do
    at[p] := USER;
    entry[p] := false;
    gathered[p] := false;
    creates[p] := false;
    has_read[p] := false;
    speculates[p] := false;
    pins[p] := false;
  end;
  count := 0;
  is_allocated := false;
  pagemap := 1;
  driver := LIVE;
end;

ruleset p: process do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: allocate, tryget, set_page_count 1"
    at[p] = USER & !entry[p] & !is_allocated & driver = LIVE
  ==>
    is_allocated := true;
    pagemap := pagemap + 1;
    count := 1;
    creates[p] := true;
    at[p] := INSERT;
  end;

  --@ kernel mm/memory.c insert_page_into_pte_locked
  rule "vm_insert_page" at[p] = INSERT & count < LIMIT ==>
    count := count + 1;
    entry[p] := true;
    at[p] := INSERTED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "vm_insert_page fails" at[p] = INSERT ==>
    at[p] := FAILED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: put what was set" at[p] = INSERTED ==>
    creates[p] := false;
    put_page();
    at[p] := USER;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: undo" at[p] = FAILED ==>
    creates[p] := false;
    if ERROR_PUTS then
      put_page();
    else
      count := 0;
      is_allocated := false;
      pagemap := pagemap - 1;
    end;
    at[p] := USER;
  end;

  --@ kernel mm/memory.c zap_present_folio_ptes
  rule "munmap: clear the entry" entry[p] & !gathered[p] & at[p] = USER ==>
    entry[p] := false;
    gathered[p] := true;
  end;

  --@ kernel mm/mmu_gather.c tlb_flush_mmu
  rule "munmap: put the page" gathered[p] ==>
    gathered[p] := false;
    put_page();
  end;

  -- By the time that it adds, the page may have been freed and allocated again.
  --@ kernel mm/gup.c gup_fast_pte_range
  rule "GUP-fast: read the entry" entry[p] & !has_read[p] & !speculates[p] & !pins[p] ==>
    has_read[p] := true;
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "GUP-fast: add unless zero"
    has_read[p] & !speculates[p] & (GET_UNLESS_ZERO -> count > 0) & count < LIMIT
  ==>
    has_read[p] := false;
    speculates[p] := true;
    count := count + 1;
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "GUP-fast: it is zero" has_read[p] & count = 0 ==>
    has_read[p] := false;
  end;

  --@ kernel mm/gup.c gup_fast_pte_range
  rule "GUP-fast: the entry is as it was" speculates[p] & entry[p] ==>
    speculates[p] := false;
    pins[p] := true;
  end;

  --@ kernel mm/gup.c gup_put_folio
  rule "GUP-fast: the entry is another one" speculates[p] & !entry[p] ==>
    speculates[p] := false;
    put_page();
  end;

  --@ kernel mm/gup.c unpin_user_page
  rule "unpin" pins[p] ==>
    pins[p] := false;
    put_page();
  end;

  ruleset child: process do
    --@ kernel mm/memory.c copy_present_ptes
    rule "fork: copy the entry"
      at[p] = USER & entry[p] & at[child] = USER & !entry[child] & !gathered[child] & count < LIMIT
    ==>
      count := count + 1;
      entry[child] := true;
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
  count =
    sum p: process do
      (entry[p] ? 1 : 0) + (gathered[p] ? 1 : 0) + (creates[p] ? 1 : 0) + (speculates[p] ? 1 : 0)
      + (pins[p] ? 1 : 0)
    end;

invariant "a page that somebody has is allocated"
  forall p: process do entry[p] | gathered[p] | pins[p] -> is_allocated end;

invariant "a free page has no references" !is_allocated -> count = 0;

invariant "the pagemap's count is its page's and the driver's"
  pagemap = (is_allocated ? 1 : 0) + (driver = LIVE ? 1 : 0);

invariant "no struct page is touched after it is gone"
  driver = GONE -> forall p: process do !entry[p] & !gathered[p] & !pins[p] & !speculates[p] end;
