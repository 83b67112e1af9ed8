-- mm/gup.c against a folio that is built and taken apart, where each store is a step of its own: head, tail, count, entry.
-- A memory of two pages is handed out as one folio, or one page of it, mapped, unmapped and freed, again and again. Threads
-- of GUP-fast follow an entry that they have read before. lib/gup.m does the same with folios that change in one step.
--
-- GUP-fast asks the folio twice whether it is large, once when it counts a pin and once when it puts it. In between the
-- page may have become the head of another folio, for it takes its reference of any page whose count is not 0.

--@ linux 7.3

const
  THREADS: 2;
  GUP_PIN_COUNTING_BIAS: 4;    -- 1024 in the kernel

  COUNT_FIRST: false;          -- true: the count is set before the folio is built, as in zone_device_page_init()
  IPI_FLUSH: false;            -- true: who unmaps waits for GUP-fast, as where TLB flushes send IPIs
  STORES_REORDERED: false;     -- true: head, tail, count and entry become visible in any order, for want of a write barrier
  LAST_PUT_SPLITS: true;       -- false: the folio is taken apart by whoever gets the memory next, C7

  COUNT_LIMIT: (THREADS + 2) * (GUP_PIN_COUNTING_BIAS + 1);

type
  thread: scalarset(THREADS);
  page:   0 .. 1;
  order:  0 .. 1;
  refs:   -COUNT_LIMIT .. COUNT_LIMIT;
  step:   enum { FREE, BUILD, PUT_CREATION, MAPPED, FLUSH, UNMAPPED };
  free_step: enum { NOT_FREEING, CLEAR_HEAD, CLEAR_TAIL, FREE_BITS };
  fast_step: enum { NO_GUP, ENTRY_READ, FOLIO_READ, ADDED, IS_FOLIO, COUNTED, PINNED };

var
  count: array [page] of refs;
  pincount: refs;              -- _pincount of the large folio: it lies in the first tail
  large: boolean;              -- PG_head of page 0
  tail: boolean;               -- compound_head of page 1 is page 0
  owner: record
    at: step;
    first: page;
    order: order;
    head_is_set: boolean;      -- stores that others can see
    tail_is_set: boolean;
    count_is_set: boolean;
  end;
  entry: record
    present: boolean;
    first: page;
    order: order;
  end;
  freeing: free_step;
  fast: array [thread] of record
    at:    fast_step;
    page:  page;
    first: page;               -- the entry that it has read
    order: order;
    folio: page;
  end;

--@ kernel include/linux/page-flags.h _compound_head
function page_folio(g: page): page;
begin
  return g = 1 & tail ? 0 : g;
end;

--@ kernel include/linux/mm.h folio_has_pincount
function has_pincount(folio: page): boolean;
begin
  return folio = 0 & large;
end;

function the_entry_is_the_same(t: thread): boolean;
begin
  return entry.present & entry.first = fast[t].first & entry.order = fast[t].order;
end;

function in_gup_fast(t: thread): boolean;
begin
  return fast[t].at != NO_GUP & fast[t].at != PINNED;
end;

function is_built(): boolean;
begin
  return owner.head_is_set & owner.tail_is_set & owner.count_is_set;
end;

--@ kernel include/linux/mm.h folio_put_refs
procedure put_refs(folio: page; n: 0 .. GUP_PIN_COUNTING_BIAS);
begin
  count[folio] := count[folio] - n;
  if count[folio] = 0 then freeing := large & LAST_PUT_SPLITS ? CLEAR_HEAD : FREE_BITS end;
end;

procedure forget(t: thread);
begin
  fast[t].at := NO_GUP;
  undefine fast[t].page;
  undefine fast[t].first;
  undefine fast[t].order;
  undefine fast[t].folio;
end;

--@ kernel mm/gup.c gup_put_folio
procedure gup_put_folio(t: thread; folio: page);
begin
  if has_pincount(folio) then
    if pincount > -COUNT_LIMIT then pincount := pincount - 1 end;
    put_refs(folio, 1);
  else
    put_refs(folio, GUP_PIN_COUNTING_BIAS);
  end;
  forget(t);
end;

startstate "nobody has the memory"
begin
  for g: page do count[g] := 0 end;
  pincount := 0; large := false; tail := false; freeing := NOT_FREEING;
  owner.at := FREE; owner.first := 0; owner.order := 0;
  owner.head_is_set := false; owner.tail_is_set := false; owner.count_is_set := false;
  entry.present := false; entry.first := 0; entry.order := 0;
  for t: thread do forget(t) end;
end;

ruleset g: page; o: order do
  rule "the pool gives out a folio" owner.at = FREE & freeing = NOT_FREEING & (o = 1 -> g = 0) ==>
    owner.at := BUILD;
    owner.first := g;
    owner.order := o;
    -- A folio of one page has neither, unless it has to be taken apart.
    --@ unnoticed what is stored then is there already
    owner.head_is_set := o = 0 & LAST_PUT_SPLITS;
    --@ unnoticed likewise
    owner.tail_is_set := o = 0 & LAST_PUT_SPLITS;
    owner.count_is_set := false;
  end;
end;

--@ kernel mm/page_alloc.c prep_compound_page
rule "prep_compound_page: the head"
  owner.at = BUILD
  --@ unnoticed what is stored twice is stored once
  & !owner.head_is_set
  --@ unnoticed if the count is not last it does as much harm in between
  & (COUNT_FIRST & !STORES_REORDERED -> owner.count_is_set)
==>
  large := owner.order = 1;
  owner.head_is_set := true;
end;

--@ kernel mm/internal.h prep_compound_tail
rule "prep_compound_page: the tail, _pincount"
  owner.at = BUILD & !owner.tail_is_set
  --@ unnoticed of head and tail either may come first, if the count is last
  & (!STORES_REORDERED -> owner.head_is_set)
==>
  tail := owner.order = 1;
  --@ unnoticed F1: of a folio that nobody refers to it is 0
  pincount := 0;
  owner.tail_is_set := true;
end;

--@ kernel mm/memremap.c zone_device_page_init
rule "set_page_count(page, 1)"
  owner.at = BUILD & !owner.count_is_set
  & (!COUNT_FIRST & !STORES_REORDERED -> owner.head_is_set & owner.tail_is_set)
==>
  count[owner.first] := 1;
  owner.count_is_set := true;
end;

-- folio_get() adds to the count that was set, wherever that has got to.
--@ kernel mm/huge_memory.c insert_pmd
rule "folio_get, set_pmd_at"
  owner.at = BUILD & !entry.present & owner.count_is_set & (STORES_REORDERED | is_built())
==>
  count[owner.first] := count[owner.first] + 1;
  entry.present := true;
  entry.first := owner.first;
  entry.order := owner.order;
end;

rule "what was stored is visible" owner.at = BUILD & is_built() & entry.present ==>
  owner.at := PUT_CREATION;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "put_page: the creation reference" owner.at = PUT_CREATION ==>
  put_refs(owner.first, 1);
  owner.at := MAPPED;
end;

--@ kernel mm/huge_memory.c zap_huge_pmd
rule "munmap: the entry is cleared" owner.at = MAPPED ==>
  entry.present := false;
  owner.at := FLUSH;
end;

--@ kernel mm/mmu_gather.c tlb_finish_mmu
rule "munmap: the TLB is flushed, the folio is put"
  owner.at = FLUSH & (IPI_FLUSH -> forall t: thread do !in_gup_fast(t) end)
==>
  owner.at := UNMAPPED;
  put_refs(owner.first, 1);
end;

--@ kernel fs/dax.c dax_folio_reset_order
--@ needs LAST_PUT_SPLITS
rule "the last put: the head is one page" freeing = CLEAR_HEAD ==>
  large := false;
  freeing := CLEAR_TAIL;
end;

--@ kernel fs/dax.c dax_folio_reset_order
--@ needs LAST_PUT_SPLITS
rule "the last put: the tail is one page" freeing = CLEAR_TAIL ==>
  tail := false;
  freeing := FREE_BITS;
end;

-- If the entry is gone: what is freed under it is still mapped, F2.
--@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
rule "the last put: the pool has the memory" freeing = FREE_BITS & owner.at = UNMAPPED ==>
  freeing := NOT_FREEING;
  owner.at := FREE;
  owner.first := 0; owner.order := 0;
  owner.head_is_set := false; owner.tail_is_set := false; owner.count_is_set := false;
  entry.first := 0; entry.order := 0;
end;

ruleset t: thread do alias me: fast[t] do

  ruleset g: page do
    --@ kernel mm/gup.c gup_fast_pmd_leaf
    rule "GUP-fast: read the entry"
      me.at = NO_GUP & entry.present & (entry.order = 1 | g = entry.first)
    ==>
      me.page := g;
      me.first := entry.first;
      me.order := entry.order;
      me.at := ENTRY_READ;
    end;
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "try_get_folio: page_folio(page)" me.at = ENTRY_READ ==>
    me.folio := page_folio(me.page);
    me.at := FOLIO_READ;
  end;

  --@ kernel mm/gup.c try_get_folio
  --@ needs !IPI_FLUSH
  rule "try_get_folio: the count is 0"
    me.at = FOLIO_READ
    --@ unnoticed who gives up for another reason harms nobody
    & count[me.folio] <= 0
  ==>
    forget(t);
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "try_get_folio: add 1 to the count" me.at = FOLIO_READ & count[me.folio] > 0 ==>
    count[me.folio] := count[me.folio] + 1;
    me.at := ADDED;
  end;

  --@ kernel mm/gup.c try_get_folio
  --@ needs !IPI_FLUSH
  rule "try_get_folio: the page is of another folio, put and retry"
    me.at = ADDED
    --@ unnoticed to try again is always possible
    & page_folio(me.page) != me.folio
    & freeing = NOT_FREEING
  ==>
    put_refs(me.folio, 1);
    undefine me.folio;
    me.at := ENTRY_READ;
  end;

  --@ kernel mm/gup.c try_get_folio
  rule "try_get_folio: the page is of this folio" me.at = ADDED & page_folio(me.page) = me.folio ==>
    me.at := IS_FOLIO;
  end;

  --@ kernel mm/gup.c try_grab_folio_fast
  rule "try_grab_folio_fast: the folio is large, _pincount" me.at = IS_FOLIO & has_pincount(me.folio) ==>
    pincount := pincount + 1;
    me.at := COUNTED;
  end;

  --@ kernel mm/gup.c try_grab_folio_fast
  rule "try_grab_folio_fast: the folio has one page, the rest of the bias"
    me.at = IS_FOLIO & !has_pincount(me.folio)
  ==>
    count[me.folio] := count[me.folio] + GUP_PIN_COUNTING_BIAS - 1;
    me.at := COUNTED;
  end;

  --@ kernel mm/gup.c gup_fast_pmd_leaf
  rule "GUP-fast: the entry is the same, the page is pinned" me.at = COUNTED & the_entry_is_the_same(t) ==>
    assert entry.present & entry.first = me.first & entry.order = me.order "F6 GUP-fast pins what is mapped";
    me.at := PINNED;
  end;

  --@ kernel mm/gup.c gup_put_folio
  rule "GUP-fast: the entry is another, gup_put_folio"
    me.at = COUNTED
    --@ unnoticed to put what could be pinned harms nobody
    & !the_entry_is_the_same(t)
    & freeing = NOT_FREEING
  ==>
    gup_put_folio(t, me.folio);
    --@ needs !IPI_FLUSH
    cover freeing != NOT_FREEING "the put of GUP-fast is the last";
  end;

  --@ kernel mm/gup.c unpin_user_page
  rule "the I/O completes: unpin_user_page" me.at = PINNED & freeing = NOT_FREEING ==>
    gup_put_folio(t, page_folio(me.page));
  end;

end; end;

function nobody_refers(): boolean;
begin
  return (owner.at = UNMAPPED | owner.at = FREE) & freeing = NOT_FREEING & forall t: thread do fast[t].at = NO_GUP end;
end;

-- What GUP-fast takes and gives back must be the same, be the folio what it may.
invariant "F1 what nobody refers to is free"
  nobody_refers() -> owner.at = FREE & (forall g: page do count[g] = 0 end) & (large -> pincount = 0);

invariant "F2 what is mapped or pinned is not freed"
  freeing != NOT_FREEING -> !entry.present & forall t: thread do fast[t].at != PINNED end;

invariant "F3 a free page is no part of a folio"
  owner.at = FREE -> !large & !tail;

-- unpin_user_page() puts the folio that the page has by then.
invariant "F4 a pin is one of the folio that its page is in"
  forall t: thread do fast[t].at = PINNED -> page_folio(fast[t].page) = fast[t].folio end;

invariant "F7 a mapped folio is as large as its entry"
  owner.at = MAPPED -> entry.present & entry.order = owner.order & entry.first = owner.first
    & (forall g: page do owner.first <= g & g <= owner.first + owner.order -> page_folio(g) = owner.first end)
    & large = (owner.order = 1);

-- Between its owners the memory has none of them, and a thread knows only what it is at.
invariant "F8 what is over leaves nothing"
  (owner.at = FREE ->
    !entry.present & owner.first = 0 & owner.order = 0 & entry.first = 0 & entry.order = 0
    & !owner.head_is_set & !owner.tail_is_set & !owner.count_is_set)
  & forall t: thread do
      (fast[t].at = NO_GUP -> isundefined(fast[t].page) & isundefined(fast[t].first) & isundefined(fast[t].order))
      & (fast[t].at = NO_GUP | fast[t].at = ENTRY_READ -> isundefined(fast[t].folio))
    end;

liveness "F5 the memory can be free again" owner.at = FREE & freeing = NOT_FREEING;

--@ needs !IPI_FLUSH
cover "GUP-fast has a reference of a folio that was built after it read the entry"
  exists t: thread do
    (fast[t].at = ADDED | fast[t].at = COUNTED) & owner.at = BUILD & owner.order != fast[t].order
  end;

cover "a tail is pinned"
  exists t: thread do fast[t].at = PINNED & fast[t].page != fast[t].folio end;

cover "a page that can be a tail is mapped alone" entry.present & entry.first = 1;

cover "a folio is unmapped while it is pinned"
  owner.at = UNMAPPED & exists t: thread do fast[t].at = PINNED end;
