-- mm/rmap.c: the mapcounts of a folio and of its pages, and what NR_FILE_MAPPED makes of them. Each atomic access is a step:
-- two address spaces have two locks of page tables, and nothing else keeps them apart.
--
-- A folio counts the entries that map all of it, and all entries; a page those of its own; _nr_pages_mapped the pages that
-- have a mapcount, and ENTIRELY_MAPPED more while an entry maps all. Who brings a count from or to 0 corrects NR_FILE_MAPPED by
-- what that changed, by what it reads. A page that is no part of a folio has its mapcount only.
--
-- The memory is one folio, or pages. It is taken by an mmap, or belongs to a file whose faults map it again and again
-- (FAULTS). References are counted to see when it is free: nobody looks at a mapcount then, free_zone_device_folio().
-- Of a call are left here the entry, its mapcounts and its reference; flushes and gathers are tlb_gather.m. Left out are
-- CONFIG_NO_PAGE_MAPCOUNT and _mm_id_mapcount, which only say whether a folio is shared.

--@ linux 7.3

const
  PROCESSES: 2;
  PAGES: 2;                    -- of the folio
  ENTIRELY_MAPPED: 16;         -- any number above that of pages: 0x800000 in the kernel

  PUD: false;                  -- the entry of all of it is a PUD, not a PMD
  MIXEDMAP: false;             -- VM_MIXEDMAP
  FAULTS: false;               -- as device-dax: entries come back
  MAPS_PTES: false;            -- and may be PTEs
  SPLIT_REMAPS: false;         -- what an entry of all of it leaves are PTEs
  FORK_COPIES: false;
  PUD_COUNTED: false;          -- huge PUDs are put, and moved
  CLAMPS: true;                -- false: who finds more pages mapped than there are corrects NR_FILE_MAPPED by that too

type
  process: scalarset(PROCESSES);
  page:    0 .. PAGES - 1;
  pages:   0 .. PAGES;
  mapcount: -1 .. 2 * PROCESSES * PAGES;   -- entries: 1 more than in the kernel
  refcount: 0 .. 2 * PROCESSES * PAGES;
  step: enum {
    USER, BEING_FORKED,
    ADD_COUNT, ADD_MAPPED, ADD_LARGE, ADD_STAT, SET_ENTRY,
    REMOVE_LARGE, REMOVE_COUNT, REMOVE_MAPPED, REMOVE_STAT, PUT_REFS,
    DUP_COUNT, DUP_LARGE, COPY
  };

var
  bit: array [page] of boolean;
  large: boolean;              -- the pages are one folio
  count: array [page] of refcount;         -- of a folio: in its head
  entire_mapcount: mapcount;
  large_mapcount: mapcount;
  page_mapcount: array [page] of mapcount;
  nr_pages_mapped: -ENTIRELY_MAPPED .. (PROCESSES + 1) * ENTIRELY_MAPPED;
  nr_file_mapped: -PROCESSES * PAGES .. (PROCESSES + 1) * PAGES;   -- of the node: what these pages add to it

  mm: array [process] of record
    huge: boolean;             -- one entry maps all
    pte: array [page] of boolean;
    at: step;
    all: boolean;              -- the call is at the entry of all, and not at PTEs:
    from: page;                -- those of [from, till)
    till: pages;
    next: pages;
    first: pages;              -- how many came from 0, or went to it
    nr: -2 * PAGES .. PAGES;
    splits: boolean;           -- PTEs are added, and the entry of all removed then
    child: process;
  end;

function head(g: page): page;
begin
  return large ? 0 : g;
end;

function has_pte(p: process): boolean;
begin
  return exists g: page do mm[p].pte[g] end;
end;

function has_entry(p: process): boolean;
begin
  return mm[p].huge | has_pte(p);
end;

function is_free(): boolean;
begin
  return forall g: page do !bit[g] end;
end;

function in_range(p: process; g: page): boolean;
begin
  return mm[p].from <= g & g < mm[p].till;
end;

-- Of the references that the call takes or puts.
function entries(p: process): pages;
begin
  return mm[p].all ? 1 : mm[p].till - mm[p].from;
end;

-- mm takes it for one without struct pages.
--@ kernel mm/huge_memory.c vma_is_special_huge
function is_special(): boolean;
begin
  return MIXEDMAP & !(PUD & PUD_COUNTED);
end;

procedure begin_call(p: process; at: step; all: boolean; from: page; till: pages);
begin
  mm[p].at := at;
  mm[p].all := all;
  mm[p].from := from;
  mm[p].till := till;
  mm[p].next := from;
end;

procedure finish(p: process);
begin
  mm[p].at := USER;
  mm[p].all := false;
  mm[p].from := 0;
  mm[p].till := 0;
  mm[p].next := 0;
  mm[p].first := 0;
  mm[p].nr := 0;
  mm[p].splits := false;
  undefine mm[p].child;
end;

-- It begins with no entries, whatever its tails had. The mapcount of the first page stays as it is.
--@ kernel mm/page_alloc.c prep_compound_page
procedure prep_compound_page();
begin
  large := true;
  entire_mapcount := 0;
  large_mapcount := 0;
  nr_pages_mapped := 0;
  for g: page do if g > 0 then page_mapcount[g] := 0 end end;
end;

-- What is wrong stays so, and goes no further: N3 is violated before.
--@ kernel mm/rmap.c __folio_mod_stat
procedure mod_stat(nr: -2 * PAGES .. 2 * PAGES);
begin
  --@ unnoticed a bound of the model
  if -PROCESSES * PAGES <= nr_file_mapped + nr & nr_file_mapped + nr <= (PROCESSES + 1) * PAGES then
    nr_file_mapped := nr_file_mapped + nr;
  end;
end;

procedure get_refs(p: process);
begin
  count[head(mm[p].from)] := count[head(mm[p].from)] + entries(p);
end;

-- The last put takes the folio apart. No mapcount is looked at.
--@ kernel mm/memremap.c free_zone_device_folio
procedure put_refs(p: process);
begin
  alias folio: count[head(mm[p].from)]; do
    folio := folio - entries(p);
    if folio = 0 & !FAULTS then
      if large then
        for g: page do bit[g] := false end;
        large := false;
      else
        bit[mm[p].from] := false;
      end;
    end;
  end;
end;

startstate "nobody has mapped anything"
begin
  large := false;
  entire_mapcount := 0; large_mapcount := 0; nr_pages_mapped := 0; nr_file_mapped := 0;
  for g: page do bit[g] := false; count[g] := 0; page_mapcount[g] := 0 end;
  for p: process do
    mm[p].huge := false;
    for g: page do mm[p].pte[g] := false end;
    finish(p);
  end;
end;

ruleset p: process do alias me: mm[p] do

  --@ kernel mm/huge_memory.c insert_pmd
  --@ kernel mm/huge_memory.c insert_pud
  rule "a folio is mapped by one entry: folio_get"
    me.at = USER & !has_entry(p) & (is_free() | FAULTS & large)
  ==>
    if is_free() then prep_compound_page() end;
    for g: page do bit[g] := true end;
    begin_call(p, ADD_COUNT, true, 0, PAGES);
    get_refs(p);
  end;

  ruleset g: page do
    --@ kernel mm/memory.c insert_page_into_pte_locked
    rule "a page is mapped by a PTE: folio_get"
      me.at = USER & !me.huge & !me.pte[g] & (large ? FAULTS & MAPS_PTES : FAULTS | !bit[g])
    ==>
      bit[g] := true;
      begin_call(p, ADD_COUNT, false, g, g + 1);
      get_refs(p);
    end;
  end;

  --@ kernel mm/rmap.c __folio_add_rmap
  rule "add: an entry more, was it the first?" me.at = ADD_COUNT ==>
    if me.all then
      if entire_mapcount = 0 then me.first := PAGES end;
      entire_mapcount := entire_mapcount + 1;
      me.next := PAGES;
    else
      if page_mapcount[me.next] = 0 then me.first := me.first + 1 end;
      page_mapcount[me.next] := page_mapcount[me.next] + 1;
      me.next := me.next + 1;
    end;
    if me.next = me.till then
      if large then
        me.at := me.first > 0 ? ADD_MAPPED : ADD_LARGE;
      else
        me.nr := me.first;
        me.at := ADD_STAT;
      end;
    end;
  end;

  -- What others are about to add or to remove makes no difference in the end.
  --@ kernel mm/rmap.c __folio_add_rmap
  rule "add: _nr_pages_mapped" me.at = ADD_MAPPED ==>
    if me.all then
      nr_pages_mapped := nr_pages_mapped + ENTIRELY_MAPPED;
      if nr_pages_mapped < 2 * ENTIRELY_MAPPED then me.nr := PAGES - nr_pages_mapped % ENTIRELY_MAPPED end;
    else
      nr_pages_mapped := nr_pages_mapped + me.first;
      if nr_pages_mapped < ENTIRELY_MAPPED then me.nr := me.first end;
    end;
    if CLAMPS & me.nr < 0 then me.nr := 0 end;
    me.at := ADD_LARGE;
  end;

  --@ kernel mm/rmap.c __folio_add_rmap
  rule "add: folio_add_large_mapcount" me.at = ADD_LARGE ==>
    large_mapcount := large_mapcount + entries(p);
    me.at := ADD_STAT;
  end;

  --@ kernel mm/rmap.c __folio_mod_stat
  rule "add: NR_FILE_MAPPED" me.at = ADD_STAT ==>
    mod_stat(me.nr);
    me.at := SET_ENTRY;
  end;

  rule "the entries are set" me.at = SET_ENTRY ==>
    if me.all then
      me.huge := true;
    else
      for g: page do if in_range(p, g) then me.pte[g] := true end end;
    end;
    if me.splits then
      me.first := 0;
      me.nr := 0;
      begin_call(p, REMOVE_LARGE, true, 0, PAGES);
    else
      finish(p);
    end;
  end;

  --@ kernel mm/huge_memory.c zap_huge_pmd
  --@ kernel mm/huge_memory.c zap_huge_pud
  rule "the entry of all is cleared" me.at = USER & me.huge ==>
    me.huge := false;
    if !(PUD & is_special()) then begin_call(p, REMOVE_LARGE, true, 0, PAGES) end;
  end;

  ruleset from: page; till: pages do
    --@ kernel mm/memory.c zap_present_folio_ptes
    rule "PTEs are cleared"
      me.at = USER & from < till & (forall g: page do from <= g & g < till -> me.pte[g] end)
      & (large | from + 1 = till)
    ==>
      for g: page do if from <= g & g < till then me.pte[g] := false end end;
      begin_call(p, REMOVE_LARGE, false, from, till);
    end;
  end;

  -- munmap() or MADV_DONTNEED of a part. A fault may bring it back.
  --@ kernel mm/huge_memory.c __split_huge_pmd_locked
  --@ kernel mm/huge_memory.c __split_huge_pud_locked
  --@ needs !SPLIT_REMAPS
  rule "the entry of all is split: it is cleared" !SPLIT_REMAPS & me.at = USER & me.huge ==>
    me.huge := false;
    if PUD ? PUD_COUNTED : !is_special() then begin_call(p, REMOVE_LARGE, true, 0, PAGES) end;
  end;

  -- As anonymous memory is split: the entry is invalid, references and mapcounts of the PTEs come first.
  --@ needs SPLIT_REMAPS
  rule "the entry of all is split: folio_ref_add" SPLIT_REMAPS & me.at = USER & me.huge ==>
    me.huge := false;
    begin_call(p, ADD_COUNT, false, 0, PAGES);
    me.splits := true;
    get_refs(p);
  end;

  --@ kernel mm/mremap.c get_old_pud
  --@ needs PUD & !PUD_COUNTED
  rule "mremap: a huge PUD is bad, it is cleared"
    PUD & !PUD_COUNTED & me.at = USER
    --@ unnoticed where it does, so does a split
    & me.huge
  ==>
    me.huge := false;
  end;

  --@ kernel mm/rmap.c __folio_remove_rmap
  rule "remove: folio_sub_large_mapcount" me.at = REMOVE_LARGE ==>
    if large then large_mapcount := large_mapcount - entries(p) end;
    me.at := REMOVE_COUNT;
  end;

  --@ kernel mm/rmap.c __folio_remove_rmap
  rule "remove: an entry less, was it the last?" me.at = REMOVE_COUNT ==>
    if me.all then
      entire_mapcount := entire_mapcount - 1;
      if entire_mapcount = 0 then me.first := PAGES end;
      me.next := PAGES;
    else
      page_mapcount[me.next] := page_mapcount[me.next] - 1;
      if page_mapcount[me.next] = 0 then me.first := me.first + 1 end;
      me.next := me.next + 1;
    end;
    if me.next = me.till then
      if large then
        me.at := me.first > 0 ? REMOVE_MAPPED : PUT_REFS;
      else
        me.nr := me.first;
        me.at := REMOVE_STAT;
      end;
    end;
  end;

  --@ kernel mm/rmap.c __folio_remove_rmap
  --@ needs !(PUD & MIXEDMAP) | PUD_COUNTED | SPLIT_REMAPS | MAPS_PTES
  rule "remove: _nr_pages_mapped" me.at = REMOVE_MAPPED ==>
    if me.all then
      nr_pages_mapped := nr_pages_mapped - ENTIRELY_MAPPED;
      if nr_pages_mapped < ENTIRELY_MAPPED then me.nr := PAGES - nr_pages_mapped end;
    else
      nr_pages_mapped := nr_pages_mapped - me.first;
      if nr_pages_mapped < ENTIRELY_MAPPED then me.nr := me.first end;
    end;
    if CLAMPS & me.nr < 0 then me.nr := 0 end;
    me.at := REMOVE_STAT;
  end;

  --@ kernel mm/rmap.c __folio_mod_stat
  rule "remove: NR_FILE_MAPPED" me.at = REMOVE_STAT ==>
    mod_stat(-me.nr);
    me.at := PUT_REFS;
  end;

  -- Of a split that remaps: the reference of the entry of all. The kernel takes that many less before.
  --@ kernel include/linux/mm.h folio_put_refs
  rule "folio_put" me.at = PUT_REFS ==>
    put_refs(p);
    finish(p);
  end;

  ruleset child: process do
    --@ kernel mm/memory.c copy_present_ptes
    rule "fork: folio_get"
      me.at = USER & mm[child].at = USER & !has_entry(child) & (me.huge & FORK_COPIES | !me.huge & has_pte(p))
    ==>
      begin_call(p, DUP_COUNT, me.huge, 0, PAGES);
      if !me.huge then
        me.till := 0;
        for g: page do if me.pte[g] & me.till = 0 then me.from := g; me.next := g; me.till := g + 1 end end;
      end;
      get_refs(p);
      me.child := child;
      mm[child].at := BEING_FORKED;
    end;

    --@ kernel mm/huge_memory.c copy_huge_pud
    --@ needs PUD & MIXEDMAP & !FORK_COPIES
    rule "fork: copy_huge_pud, without folio_get"
      PUD & MIXEDMAP & !FORK_COPIES & me.at = USER & me.huge & mm[child].at = USER
      --@ unnoticed where a PUD maps the memory there are no PTEs
      & !has_entry(child)
    ==>
      mm[child].huge := true;
    end;
  end;

  -- The entry that it has seen is there, so that nothing is mapped that was not.
  --@ kernel include/linux/rmap.h __folio_dup_file_rmap
  rule "fork: an entry more" me.at = DUP_COUNT ==>
    if me.all then
      entire_mapcount := entire_mapcount + 1;
    else
      page_mapcount[me.from] := page_mapcount[me.from] + 1;
    end;
    me.at := large ? DUP_LARGE : COPY;
  end;

  --@ kernel include/linux/rmap.h __folio_dup_file_rmap
  --@ needs FORK_COPIES | SPLIT_REMAPS | MAPS_PTES
  rule "fork: folio_add_large_mapcount" me.at = DUP_LARGE ==>
    large_mapcount := large_mapcount + 1;
    me.at := COPY;
  end;

  -- The next PTE, if there is one.
  --@ kernel mm/memory.c copy_present_ptes
  rule "fork: the entry is copied" me.at = COPY ==>
    alias new: mm[me.child]; do
      if me.all then new.huge := true else new.pte[me.from] := true end;
      if !me.all & exists g: page do me.pte[g] & !new.pte[g] end then
        for g: page do
          if me.pte[g] & !new.pte[g] then begin_call(p, DUP_COUNT, false, g, g + 1) end;
        end;
        get_refs(p);
      else
        new.at := USER;
        finish(p);
      end;
    end;
  end;

end; end;

function huge_entries(): mapcount;
var n: mapcount;
begin
  n := 0;
  for p: process do n := n + (mm[p].huge ? 1 : 0) end;
  return n;
end;

function ptes(g: page): mapcount;
var n: mapcount;
begin
  n := 0;
  for p: process do n := n + (mm[p].pte[g] ? 1 : 0) end;
  return n;
end;

function all_ptes(): mapcount;
var n: mapcount;
begin
  n := 0;
  for g: page do n := n + ptes(g) end;
  return n;
end;

function mapped_pages(): pages;
var n: pages;
begin
  n := 0;
  for g: page do n := n + (huge_entries() > 0 | ptes(g) > 0 ? 1 : 0) end;
  return n;
end;

function nobody_is_busy(): boolean;
begin
  return forall p: process do mm[p].at = USER end;
end;

invariant "N1 mapcounts count entries"
  nobody_is_busy() ->
    (forall g: page do page_mapcount[g] = ptes(g) end)
    & (large -> entire_mapcount = huge_entries() & large_mapcount = huge_entries() + all_ptes());

function pages_with_mapcount(): pages;
var n: pages;
begin
  n := 0;
  for g: page do n := n + (page_mapcount[g] > 0 ? 1 : 0) end;
  return n;
end;

invariant "N2 _nr_pages_mapped counts the pages that have a mapcount"
  nobody_is_busy() & large -> nr_pages_mapped = (entire_mapcount > 0 ? ENTIRELY_MAPPED : 0) + pages_with_mapcount();

-- "Mapped:" of /proc/meminfo. Whoever reads it meanwhile gets what others are about to correct.
invariant "N3 NR_FILE_MAPPED counts mapped pages" nobody_is_busy() -> nr_file_mapped = mapped_pages();

-- free_zone_device_folio() does not look, and nobody resets that of a page before struct pages go.
invariant "N4 what is freed has mapcounts of 0"
  (forall g: page do !bit[g] -> page_mapcount[g] = 0 end)
  & (is_free() -> entire_mapcount = 0 & large_mapcount = 0 & nr_pages_mapped = 0);

-- zap_present_folio_ptes() would take the page table for a bad one.
invariant "N5 no mapcount is below zero"
  entire_mapcount >= 0 & large_mapcount >= 0 & forall g: page do page_mapcount[g] >= 0 end;

invariant "P3 every reference of a folio has an owner"
  nobody_is_busy() -> forall g: page do
    count[g] = (large ? (g = 0 ? huge_entries() + all_ptes() : 0) : ptes(g))
  end;

invariant "P8 what nobody refers to is free"
  forall g: page do (count[head(g)] > 0 -> bit[g]) & (bit[g] -> count[head(g)] > 0 | FAULTS) end;

invariant "W1 a call has a range, and leaves nothing"
  forall p: process do
    (mm[p].at = USER | mm[p].at = BEING_FORKED) = (mm[p].till = 0)
    & (mm[p].till = 0 -> mm[p].from = 0 & mm[p].first = 0 & mm[p].nr = 0 & mm[p].next = 0 & !mm[p].all & !mm[p].splits)
    & (isundefined(mm[p].child) = (mm[p].at != DUP_COUNT & mm[p].at != DUP_LARGE & mm[p].at != COPY))
    & (mm[p].all -> large)
  end;

liveness "P14 all can be unmapped, and is free then"
  nobody_is_busy() & (FAULTS | is_free() & !large) & !exists p: process do has_entry(p) end;

--@ needs SPLIT_REMAPS & FORK_COPIES | FAULTS & MAPS_PTES
cover "one process maps all by one entry, another a page"
  nobody_is_busy() & huge_entries() > 0 & all_ptes() > 0;

--@ needs FAULTS
cover "an entry of all is added before the last one has left the sum"
  nr_pages_mapped >= 2 * ENTIRELY_MAPPED;

--@ needs SPLIT_REMAPS & FORK_COPIES | FAULTS & MAPS_PTES
cover "more pages seem to be mapped than there are"
  nr_pages_mapped % ENTIRELY_MAPPED > PAGES;

cover "a fork has copied several PTEs" nobody_is_busy() & all_ptes() = 2 * PAGES;

--@ needs SPLIT_REMAPS | MAPS_PTES
cover "several PTEs are removed together"
  exists p: process do mm[p].at = REMOVE_MAPPED & mm[p].first > 1 & !mm[p].all end;

--@ needs FORK_COPIES | FAULTS | PUD & MIXEDMAP
cover "a folio of two processes" nobody_is_busy() & huge_entries() > 1;
