-- What a folio is made of: head, tails, number of pages; what its last put gives back is what was allocated for it.
--
-- Abstraction: one allocation, cut into folios of one order, any number of times; one arbitrary folio of it and one
-- arbitrary page of the chunk are tracked, of the other folios the number of pages. Metadata is built and split back one
-- tail at a time. Folios share no struct page, so that the other folios leave no trace on the tracked page that this one,
-- being arbitrary, would not. That the head is aligned is what genpool_arithmetic.m proves. An allocation whose insertion
-- fails half-way: insertion_loop.m. So every concrete behaviour is one of the model's.
--
-- Expected: everything proved. Violated:
--   FREES_FOLIO=false      "what is freed is what was allocated", "the allocation comes home": p2pdma_folio_free() of
--                          7.3 frees PAGE_SIZE whatever the order
--   PUTS_EACH_PAGE=false   "references are put as they were taken": zone_device_page_init() takes one for each page,
--                          p2pdma_folio_free() puts one
--   SPLITS_BACK=false      "a free page is no tail": nothing resets the order on the last put
--   MAX_ORDER=0 proves with FREES_FOLIO=false, PUTS_EACH_PAGE=false and SPLITS_BACK=false what is in 7.3.

--@ linux 7.3

const
  PFN_BITS:  40;             -- 52 bits of physical address
  MAX_ORDER: 18;             -- 1 GiB
  FREES_FOLIO:     true;     -- the last put frees the folio's size, not PAGE_SIZE
  TAKES_EACH_PAGE: true;     -- a folio takes a pagemap reference for each of its pages
  PUTS_EACH_PAGE:  true;
  SPLITS_BACK:     true;     -- tails become pages again before the bits are cleared

type
  pfn:   0 .. (1 << PFN_BITS) - 1;
  pages: 0 .. 1 << PFN_BITS;
  order: 0 .. MAX_ORDER;
  tails: 0 .. (1 << MAX_ORDER) - 1;
  step:  enum { FREE, BUILD, IN_USE, SPLIT_BACK, FREE_BITS, FREED };

var
  chunk: record first: pfn; pages: pages; end;
  allocated: pages;          -- bits that are set for the allocation
  refs:      pages;          -- to the pagemap, of its folios
  others:    pages;          -- of its other folios
  folio: record
    at:   step;
    head: pfn;
    mask: tails;             -- its number of pages less one
    next: pages;             -- tail being built or split back
  end;
  page: record               -- the tracked struct page
    pfn:  pfn;
    tail: boolean;
    head: pfn;               -- compound_head, of a tail
  end;

function folio_pages(): pages;
begin
  return folio.mask + 1;
end;

-- References are kept as pages that they answer for: one for a page, or one for a folio.
function put_for(): pages;
begin
  return PUTS_EACH_PAGE | !TAKES_EACH_PAGE ? folio_pages() : 1;
end;

--@ kernel include/linux/mm.h folio_nr_pages
function freed_pages(): pages;
begin
  return FREES_FOLIO ? folio_pages() : 1;
end;

--@ kernel include/linux/page-flags.h page_folio
function page_folio(): pfn;
begin
  return page.tail ? page.head : page.pfn;
end;

function in_folio(): boolean;
begin
  return folio.head <= page.pfn & page.pfn <= (folio.head | folio.mask);
end;

-- Offset of the tracked page, if it is in the folio.
function index(): tails;
begin
  return page.pfn & folio.mask;
end;

ruleset first: pfn; size: pages; tracked: pfn do
  startstate "any chunk, any of its pages"
    assume 0 < size & first + size <= 1 << PFN_BITS & first <= tracked & tracked < first + size;
    clear allocated;
    clear refs;
    clear others;
    clear folio;
    clear page;
    chunk.first := first;
    chunk.pages := size;
    page.pfn := tracked;
  end;
end;

ruleset o: order; head: pfn; rest: pages do
  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "gen_pool_alloc_owner: folios of one order"
    folio.at = FREE & (head & ((1 << o) - 1)) = 0 & (rest & ((1 << o) - 1)) = 0
    & chunk.first <= head & head + (1 << o) <= chunk.first + chunk.pages
    & rest + (1 << o) <= chunk.pages
  ==>
    folio.head := head;
    folio.mask := (1 << o) - 1;
    folio.next := 1;
    folio.at := BUILD;
    others := rest;
    allocated := rest + (1 << o);
    refs := rest + (1 << o);
  end;
end;

--@ kernel mm/internal.h prep_compound_tail
rule "prep_compound_tail" folio.at = BUILD & folio.next <= folio.mask ==>
  if in_folio() & index() = folio.next then
    page.tail := true;
    page.head := folio.head;
  end;
  folio.next := folio.next + 1;
end;

--@ kernel mm/internal.h prep_compound_head
rule "prep_compound_head: the folio is inserted" folio.at = BUILD & folio.next > folio.mask ==>
  folio.at := IN_USE;
end;

--@ kernel mm/memremap.c free_zone_device_folio
rule "the last put" folio.at = IN_USE ==>
  folio.next := 1;
  folio.at := SPLITS_BACK ? SPLIT_BACK : FREE_BITS;
end;

--@ kernel fs/dax.c dax_folio_reset_order
rule "split back: clear_compound_head" folio.at = SPLIT_BACK & folio.next <= folio.mask ==>
  if in_folio() & index() = folio.next then page.tail := false end;
  folio.next := folio.next + 1;
end;

--@ kernel fs/dax.c dax_folio_reset_order
rule "split back: no tail is left" folio.at = SPLIT_BACK & folio.next > folio.mask ==>
  folio.at := FREE_BITS;
end;

--@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
rule "p2pdma_folio_free: gen_pool_free_owner, percpu_ref_put" folio.at = FREE_BITS ==>
  allocated := allocated - freed_pages();
  refs := refs - put_for();
  folio.at := FREED;
end;

--@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
rule "another folio of the allocation is freed" folio.at != FREE & 0 < others ==>
  allocated := allocated - freed_pages();
  refs := refs - put_for();
  others := others - folio_pages();
end;

rule "the whole allocation has been freed" folio.at = FREED & others = 0 & allocated = 0 & refs = 0 ==>
  folio.at := FREE;
end;

-- The pages of folios that have not been freed.
function live_pages(): pages;
begin
  return others + (folio.at = FREE | folio.at = FREED ? 0 : folio_pages());
end;

invariant "what is freed is what was allocated"
  allocated = live_pages();

invariant "references are put as they were taken"
  refs = live_pages();

invariant "the allocation comes home"
  folio.at = FREED & others = 0 -> allocated = 0 & refs = 0;

invariant "every page of a folio leads to its head"
  folio.at = IN_USE & in_folio() -> page_folio() = folio.head;

invariant "a folio lies in the chunk, its head is aligned"
  folio.at != FREE ->
    chunk.first <= folio.head & (folio.head | folio.mask) < chunk.first + chunk.pages
    & (folio.head & folio.mask) = 0;

invariant "a free page is no tail"
  folio.at = FREE | folio.at = FREED -> !page.tail;

invariant "lemma: the number of pages is a power of two"
  (folio.mask | (folio.mask >> 1)) = folio.mask;

invariant "lemma: only tails of the folio, as far as it is built"
  page.tail = (in_folio() & index() > 0
    & (folio.at = BUILD & index() < folio.next | folio.at = IN_USE
      | folio.at = SPLIT_BACK & folio.next <= index()))
  & (page.tail -> page.head = folio.head);

invariant "lemma: the loops end with the last tail"
  0 < folio.next | folio.at = FREE;

invariant "lemma: the other folios are folios"
  (others & folio.mask) = 0 & (folio.at = FREE -> others = 0) & folio.next <= folio.mask + 1;

cover "the tracked page is a tail of the largest folio"
  folio.at = IN_USE & page.tail & folio.mask + 1 = 1 << MAX_ORDER & 0 < others;
