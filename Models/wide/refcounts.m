-- The count of a page or folio and the pagemap's percpu_ref, with any number of mappings, forks and pins.
--
-- Abstraction: one arbitrary page or folio. At most one caller of the pool owns it at a time (genpool_arithmetic.m); that
-- call is followed step by step. Entries and pins are numbers. All other references to the pagemap (other pages, other
-- calls, the same call once it is past this page, those about to be put) are one number, which anybody may change as long
-- as it is not below what the model knows to be held. An entry may go at any time, GUP may take any of the folio's pages,
-- the device may be unbound at any time, and bound again when its pool is empty. That is more than the kernel does; every concrete behaviour is one of the
-- model's. The percpu_ref is one exact counter: before the kill nobody reads it. A process maps a p2pmem page at most
-- once, so entries are bounded by processes; the count is a 32-bit atomic_t and wraps.
--
-- Expected: everything proved, also with FOLIOS_OF_MMAP=true, the reviewers' design. Violated:
--   ERROR_PUTS=false         the count is reset before the bits are clear, GUP-fast in between: "the count is exact"
--   with RESET_BEFORE_FREE=false, and without GUP-fast, 7.3: "a free page is idle", "the count is exact"
--   with RESET_ON_ERROR=false     6.15, and the posted series: "a free page is idle"
--   PUT_ON_ERROR=false       6.15, 6.12 before patch 01/13: "each pagemap reference has an owner", "unbind finishes"
--   IDLE_COUNT=1             6.12: "a free page is idle", "no struct page is touched after it is gone"; proved again
--                            with COUNT_FIRST=true
--   FORK_GETS=false          the series' PUD entries: "the count is exact", "a page in use is allocated"
--   ZAP_PUTS=false           PUD entries of a VM_MIXEDMAP area: "the count is exact"
--   TAKES_EACH_PAGE=true     zone_device_page_init() against one put: "each pagemap reference has an owner"
--   PTE_MAPPED=true          1 GiB by PTEs: "the count does not wrap" from 16,384 processes on

--@ linux 7.3

const
  COUNT_BITS: 32;
  MAX_ORDER:  18;
  PROCESSES:  1 << 22;       -- PID_MAX_LIMIT
  PIN_SHIFT:  10;            -- log2 of GUP_PIN_COUNTING_BIAS
  REFS:       1 << 52;       -- references to a pagemap: each belongs to a page or a task

  IDLE_COUNT:        0;      -- of a free page
  COUNT_FIRST:       false;  -- IDLE_COUNT=1: the last put resets the count before the bit
  ERROR_PUTS:        true;   -- IDLE_COUNT=0: the error path puts the page that was not inserted; false: it sets the count
  RESET_BEFORE_FREE: true;   -- before the bit is clear
  RESET_ON_ERROR:    true;
  PUT_ON_ERROR:      true;
  FORK_GETS:         true;   -- fork takes references for the entries it copies
  ZAP_PUTS:          true;   -- clearing an entry puts its reference
  TAKES_EACH_PAGE:   false;  -- a folio takes a pagemap reference for each page, not one
  PUTS_EACH_PAGE:    false;
  PTE_MAPPED:        false;  -- a folio is mapped page by page
  SPECULATIVE:       true;   -- GUP-fast gets a reference although the entry is gone
  FOLIOS_OF_MMAP:    false;  -- each mmap builds folios, which are taken apart when they are free; false: the probe builds them

  MODULUS: 1 << COUNT_BITS;
  ENTRIES: PTE_MAPPED ? PROCESSES << MAX_ORDER : PROCESSES;

type
  counter: 0 .. MODULUS - 1;
  refs:    0 .. REFS;
  many:    0 .. ENTRIES;
  order:   0 .. MAX_ORDER;
  pages:   0 .. 1 << MAX_ORDER;
  step: enum { NOBODY, TRYGET, EARLIER_PAGES, SET_COUNT, INSERT, GET_REF, PUT_CREATION, INSERT_FAILED, FREE_TAIL,
               LAST_PUT, FREE_BITS, PCI_ALLOC };
  device: enum { LIVE, KILLED, GONE };

var
  folio_pages: pages;
  bit:     boolean;          -- of the folio, in the pool
  count:   counter;
  at:      step;             -- what its owner does
  entries: many;             -- that map it
  pins:    counter;          -- references of pins
  late:    refs;             -- stores to its count that come after its bit was cleared
  ref: record
    device: device;
    count:  refs;
    others: refs;
  end;

function each(per_page: boolean): pages;
begin
  return per_page ? folio_pages : 1;
end;

-- The reference of an idle page in 6.12; that of set_page_count(page, 1) later.
function has_creation_ref(): boolean;
begin
  return IDLE_COUNT = 1 ? !(bit & (at = NOBODY | at = LAST_PUT))
    : at = INSERT | at = GET_REF | at = PUT_CREATION | at = INSERT_FAILED;
end;

-- What entries and pins and the owner need.
function needed(): 0 .. MODULUS + ENTRIES;
begin
  return (has_creation_ref() ? 1 : 0) + entries + pins;
end;

-- The temporary reference of a call, or that of pci_alloc_p2pmem().
function owner_refs(): 0 .. 1;
begin
  return at = EARLIER_PAGES | at = SET_COUNT | at = INSERT | at = GET_REF | at = PUT_CREATION
    | at = INSERT_FAILED | at = FREE_TAIL | at = PCI_ALLOC ? 1 : 0;
end;

-- The folio's own.
function folio_refs(): pages;
begin
  return at = PUT_CREATION | at = LAST_PUT | at = FREE_BITS | bit & at = NOBODY ? each(TAKES_EACH_PAGE) : 0;
end;

procedure add_refs(n: counter);
begin
  count := (count + n) & (MODULUS - 1);
end;

--@ kernel mm/folio.c __folio_put
procedure put_refs(n: counter);
begin
  count := (count + MODULUS - n) & (MODULUS - 1);
  if count = 0 then at := LAST_PUT end;
end;

-- Whoever owned the folio goes on without it, and will put these references.
procedure gen_pool_free(n: pages);
begin
  bit := false;
  at := NOBODY;
  ref.others := ref.others + n;
  if FOLIOS_OF_MMAP then folio_pages := 1 end;
end;

procedure probe(o: order);
begin
  clear bit;
  clear at;
  clear entries;
  clear pins;
  clear late;
  folio_pages := FOLIOS_OF_MMAP ? 1 : 1 << o;
  count := IDLE_COUNT;
  ref.device := LIVE;
  ref.count := 1;
  ref.others := 0;
end;

ruleset o: order do
  startstate "probed, a folio of any order"
    probe(o);
  end;

  -- With a bit set gen_pool_destroy() ends in BUG_ON.
  --@ kernel drivers/pci/p2pdma.c pci_p2pdma_release
  rule "the pool is destroyed, and the device probed again" ref.device = GONE & !bit ==>
    probe(o);
  end;
end;

--@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
rule "gen_pool_alloc_owner" !bit ==>
  bit := true;
  at := TRYGET;
end;

--@ kernel include/linux/percpu-refcount.h percpu_ref_tryget_live_rcu
rule "mmap: percpu_ref_tryget_live_rcu" at = TRYGET & ref.device = LIVE & ref.count < REFS ==>
  ref.count := ref.count + 1;
  at := EARLIER_PAGES;
end;

--@ kernel drivers/pci/p2pdma.c pci_alloc_p2pmem
rule "pci_alloc_p2pmem: percpu_ref_tryget_live_rcu" at = TRYGET & ref.device = LIVE & ref.count < REFS ==>
  ref.count := ref.count + 1;
  at := PCI_ALLOC;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "percpu_ref_tryget_live_rcu fails: gen_pool_free" at = TRYGET & ref.device != LIVE ==>
  gen_pool_free(0);
end;

--@ kernel drivers/pci/p2pdma.c pci_free_p2pmem
rule "pci_free_p2pmem: gen_pool_free_owner" at = PCI_ALLOC ==>
  gen_pool_free(1);
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "mmap: the pages before this one are inserted" at = EARLIER_PAGES ==>
  at := IDLE_COUNT = 1 ? INSERT : SET_COUNT;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "mmap: a page before this one fails" at = EARLIER_PAGES ==>
  at := FREE_TAIL;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
--@ needs !FOLIOS_OF_MMAP
rule "set_page_count(page, 1)" !FOLIOS_OF_MMAP & at = SET_COUNT ==>
  count := 1;
  at := INSERT;
end;

ruleset o: order do
  --@ kernel mm/memremap.c zone_device_page_init
  --@ needs FOLIOS_OF_MMAP
  rule "a folio is built, its count is 1" FOLIOS_OF_MMAP & at = SET_COUNT ==>
    folio_pages := 1 << o;
    count := 1;
    at := INSERT;
  end;
end;

--@ kernel mm/memory.c insert_page_into_pte_locked
rule "vm_insert_page: folio_get, set_pte"
  at = INSERT & 0 < count & entries + each(PTE_MAPPED) <= ENTRIES
==>
  add_refs(each(PTE_MAPPED));
  entries := entries + each(PTE_MAPPED);
  at := GET_REF;
end;

--@ kernel mm/memory.c insert_page
rule "vm_insert_page fails" at = INSERT ==>
  at := INSERT_FAILED;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "percpu_ref_get for the folio" at = GET_REF & ref.count + each(TAKES_EACH_PAGE) <= REFS ==>
  ref.count := ref.count + each(TAKES_EACH_PAGE);
  at := PUT_CREATION;
end;

-- The call goes on with the pages after this one, and keeps its temporary reference.
--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "put_page: the creation reference" at = PUT_CREATION ==>
  ref.others := ref.others + 1;
  at := NOBODY;
  put_refs(1);
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
--@ needs ERROR_PUTS & IDLE_COUNT = 0
rule "error: percpu_ref_get, put_page"
  ERROR_PUTS & IDLE_COUNT = 0 & at = INSERT_FAILED & ref.count + each(TAKES_EACH_PAGE) <= REFS
==>
  ref.count := ref.count + each(TAKES_EACH_PAGE);
  ref.others := ref.others + (PUT_ON_ERROR ? 1 : 0);
  at := NOBODY;
  put_refs(1);
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
--@ needs !ERROR_PUTS | IDLE_COUNT = 1
rule "error: set_page_count(page, 0), or gen_pool_free first"
  (!ERROR_PUTS | IDLE_COUNT = 1) & at = INSERT_FAILED
==>
  if IDLE_COUNT = 0 & RESET_ON_ERROR & RESET_BEFORE_FREE then
    count := 0;
    at := FREE_TAIL;
  else
    if IDLE_COUNT = 0 & RESET_ON_ERROR then late := late + 1 end;
    gen_pool_free(PUT_ON_ERROR ? 1 : 0);
  end;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "error: gen_pool_free of the pages not inserted" at = FREE_TAIL ==>
  gen_pool_free(PUT_ON_ERROR ? 1 : 0);
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "a store to the count comes late" late > 0 ==>
  count := IDLE_COUNT;
  late := late - 1;
end;

ruleset n: many do
  --@ kernel mm/memory.c copy_present_ptes
  rule "fork: entries are copied, folio_ref_add" 0 < n & 0 < entries & entries + n <= ENTRIES ==>
    entries := entries + n;
    if FORK_GETS then add_refs(n) end;
  end;
end;

--@ kernel mm/memory.c zap_pte_range
rule "an entry is cleared, its reference put" 0 < entries ==>
  entries := entries - 1;
  if ZAP_PUTS then put_refs(1) end;
end;

ruleset n: pages do
  -- An order-0 page counts a pin with a bias; the check is for the sign.
  --@ kernel mm/gup.c try_grab_folio
  rule "GUP pins pages of the folio"
    0 < n & n <= folio_pages & (0 < entries | SPECULATIVE) & 0 < count & count < MODULUS >> 1
    & ref.device != GONE
  ==>
    pins := (pins + (folio_pages = 1 ? 1 << PIN_SHIFT : n)) & (MODULUS - 1);
    add_refs(folio_pages = 1 ? 1 << PIN_SHIFT : n);
  end;

  --@ kernel mm/gup.c gup_put_folio
  rule "unpin_user_pages" 0 < n & n <= folio_pages & (folio_pages = 1 ? 1 << PIN_SHIFT : n) <= pins ==>
    pins := pins - (folio_pages = 1 ? 1 << PIN_SHIFT : n);
    put_refs(folio_pages = 1 ? 1 << PIN_SHIFT : n);
  end;
end;

--@ kernel mm/memremap.c free_zone_device_folio
rule "the last put: p2pdma_folio_free, or first the count" at = LAST_PUT ==>
  if COUNT_FIRST then
    count := IDLE_COUNT;
    at := FREE_BITS;
  else
    if IDLE_COUNT = 1 then late := late + 1 end;
    gen_pool_free(each(PUTS_EACH_PAGE));
  end;
end;

--@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
rule "the last put: p2pdma_folio_free, the count is reset" at = FREE_BITS ==>
  gen_pool_free(each(PUTS_EACH_PAGE));
end;

--@ kernel include/linux/percpu-refcount.h percpu_ref_get
rule "somebody else takes a pagemap reference" (ref.device = LIVE | 0 < ref.others) & ref.count < REFS ==>
  ref.count := ref.count + 1;
  ref.others := ref.others + 1;
end;

-- Whoever still has to reset a count on the error path has not yet put its own.
--@ kernel include/linux/percpu-refcount.h percpu_ref_put
rule "somebody else puts a pagemap reference"
  0 < ref.others & (IDLE_COUNT = 1 | late < ref.others) & 0 < ref.count
==>
  ref.count := ref.count - 1;
  ref.others := ref.others - 1;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "memunmap_pages: percpu_ref_kill" ref.device = LIVE ==>
  ref.device := KILLED;
  ref.count := ref.count - 1;
end;

--@ kernel mm/memremap.c memunmap_pages
rule "memunmap_pages: no reference is left, the struct pages go" ref.device = KILLED & ref.count = 0 ==>
  ref.device := GONE;
end;

invariant "a free page is idle"
  !bit -> count = IDLE_COUNT;

invariant "a page in use is allocated"
  0 < entries | 0 < pins -> bit;

invariant "the count is exact"
  count = (needed() & (MODULUS - 1));

invariant "the count does not wrap"
  needed() < MODULUS;

invariant "only what nobody uses is freed"
  at = LAST_PUT | at = FREE_BITS -> bit & entries = 0 & pins = 0;

invariant "what nobody uses is freed"
  bit & at = NOBODY -> 0 < entries | 0 < pins;

invariant "vm_insert_page of a granted page is valid"
  at = INSERT -> 0 < count;

invariant "set_page_count() meets no reference"
  at = SET_COUNT -> count = 0;

invariant "each pagemap reference has an owner"
  ref.count = (ref.device = LIVE ? 1 : 0) + ref.others + owner_refs() + folio_refs();

invariant "unbind finishes"
  ref.device = KILLED & !bit & ref.others = 0 -> ref.count = 0;

invariant "no struct page is touched after it is gone"
  ref.device = GONE -> entries = 0 & pins = 0 & late = 0 & (at = NOBODY | at = TRYGET);

invariant "lemma: a free page has no owner"
  !bit -> at = NOBODY;

invariant "lemma: entries and pins begin with the insertion"
  (0 < entries -> at = NOBODY | at = GET_REF | at = PUT_CREATION)
  & (0 < pins -> at = NOBODY | at = GET_REF | at = PUT_CREATION | SPECULATIVE & (at = INSERT | at = INSERT_FAILED));

invariant "lemma: GUP stops at the sign"
  pins < (MODULUS >> 1) + (1 << MAX_ORDER);

invariant "lemma: nothing comes late"
  (RESET_BEFORE_FREE | ERROR_PUTS) & (IDLE_COUNT = 0 | COUNT_FIRST) -> late = 0;

invariant "lemma: nothing refers to a pagemap that is gone"
  ref.device = GONE -> ref.count = 0;

invariant "lemma: a folio has pages, which a count can count"
  0 < folio_pages & (at = FREE_BITS -> COUNT_FIRST) & (at = SET_COUNT -> IDLE_COUNT = 0);

cover "a page is pinned, in many processes, while unbind waits"
  ref.device = KILLED & 0 < pins & 2 < entries;
