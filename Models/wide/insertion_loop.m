-- The loop of p2pmem_alloc_mmap() that inserts one page or folio after the other, and all its ways out.
--
-- Abstraction: one call, from the check of the VMA to the exit of the process; calls share only the pool, and what one
-- gets from it is its own (genpool_arithmetic.m). One arbitrary folio of the allocation is tracked: its bits and its
-- entry; of the others there are counts: bytes whose bits are set, bytes that are mapped, references to the pagemap. An
-- insertion may fail at any time. Addresses are words that wrap as in C; the pool has no memory at the last of them, where
-- error pointers are. The folio size is any power of two; the pool's granule is the same, as
-- in the posted series, which with 4 KiB is 6.12 and 7.3. Taking and dropping a folio's own references: refcounts.m.
--
-- Expected: everything proved. Violated:
--   PUT_ON_ERROR=false      "each reference has an owner", "nothing is left at the end": 6.12 before patch 01/13
--   ADVANCE_FIRST=true      "the remainder is what was not inserted": kaddr and len advance too early
--   FREES_ALL=true          "the remainder is what was not inserted", "a mapped folio is allocated": what the review
--                           first took the error path for
--   CHECKS_VMA=false        "the loop stays in the VMA", "the mapping is its VMA": folios without the series' check
--   CHECKS_VMA=false USER_BITS=64  also "addresses do not wrap": the loop begins again at address 0

--@ linux 7.3

const
  WORD_BITS:  64;
  USER_BITS:  47;            -- of user addresses; x86-64 with four levels of page tables
  PAGE_SHIFT: 12;
  MAX_SHIFT:  30;            -- log2 of the largest folio, 1 GiB
  CHECKS_VMA:    true;       -- both ends of the VMA are multiples of the folio size
  PUT_ON_ERROR:  true;       -- the temporary reference to the pagemap is dropped
  ADVANCE_FIRST: false;      -- kaddr and len are advanced before the insertion
  FREES_ALL:     false;      -- the error path frees from the first folio on

  ULONG_MAX: (1 << WORD_BITS) - 1;
  TASK_SIZE: (1 << USER_BITS) - (1 << PAGE_SHIFT);

type
  word:  0 .. ULONG_MAX;
  user:  0 .. TASK_SIZE;
  size:  1 .. 1 << MAX_SHIFT;
  shift: PAGE_SHIFT .. MAX_SHIFT;
  step:  enum { CHECK, ALLOC, TRYGET, LOOP, INSERT, FREE_TAIL, PUT_FAILED, PUT_TEMPORARY, MAPPED, UNMAP, GONE };

var
  folio_mask: 0 .. (1 << MAX_SHIFT) - 1;   -- the folio size less one
  vma: record first: user; length: user; end;
  call: record
    at:    step;
    base:  word;             -- of the allocation
    kaddr: word;
    len:   word;
    vaddr: word;
  end;
  temporary_refs: 0 .. 1;    -- to the pagemap, of this call,
  folio_refs: word;          -- and of its folios; each counts as the folio's size, which is the same for all
  held: word;                -- bytes of the allocation whose bits are set
  inserted: word;            -- bytes that have entries: what unmap_region() will find
  folio: record              -- the one that is tracked
    offset: user;            -- in the allocation
    bit:    boolean;
    mapped: boolean;
    vaddr:  word;            -- of its entry
  end;

function folio_size(): size;
begin
  return folio_mask + 1;
end;

function page_aligned(a: user): boolean;
begin
  return (a & ((1 << PAGE_SHIFT) - 1)) = 0;
end;

function folio_aligned(a: word): boolean;
begin
  return (a & folio_mask) = 0;
end;

function vma_aligned(): boolean;
begin
  return folio_aligned(vma.first) & folio_aligned(vma.first + vma.length);
end;

-- What gen_pool_alloc() and gen_pool_free() make of a length.
function granules(length: word): word;
begin
  return folio_aligned(length) ? length : (length | folio_mask) + 1;
end;

-- Insertion is under way, or being undone.
function in_loop(): boolean;
begin
  return call.at = LOOP | call.at = INSERT | call.at = FREE_TAIL;
end;

function has_temporary_ref(): boolean;
begin
  return in_loop() | call.at = PUT_FAILED | call.at = PUT_TEMPORARY;
end;

function has_entries(): boolean;
begin
  return has_temporary_ref() | call.at = MAPPED | call.at = UNMAP;
end;

function freed_from(): word;
begin
  return FREES_ALL ? call.base : call.kaddr;
end;

function freed_length(): word;
begin
  return FREES_ALL ? vma.length : call.len;
end;

function is_folio(kaddr: word): boolean;
begin
  return kaddr = call.base + folio.offset;
end;

procedure advance();
begin
  call.kaddr := (call.kaddr + folio_size()) & ULONG_MAX;
  call.len := (call.len - folio_size()) & ULONG_MAX;
end;

procedure gen_pool_free(from: word; length: word);
begin
  assert "the pool gets back no more than it gave" granules(length) <= held;
  held := held - granules(length);
  if from <= call.base + folio.offset & call.base + folio.offset < from + granules(length) then
    assert "no bit is freed twice" folio.bit;
    folio.bit := false;
  end;
end;

ruleset s: shift; first: user; length: user; offset: user do
  startstate "any VMA, folios of any size"
    assume first + length <= TASK_SIZE & page_aligned(first) & page_aligned(length);
    assume offset < length & (offset & ((1 << s) - 1)) = 0;
    clear call;
    clear temporary_refs;
    clear folio_refs;
    clear held;
    clear inserted;
    clear folio;
    folio_mask := (1 << s) - 1;
    vma.first := first;
    vma.length := length;
    folio.offset := offset;
  end;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "the VMA is accepted, or EINVAL" call.at = CHECK ==>
  call.at := CHECKS_VMA & !vma_aligned() ? GONE : ALLOC;
end;

ruleset base: word do
  --@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
  rule "gen_pool_alloc_owner"
    call.at = ALLOC & folio_aligned(base) & folio_size() <= base & base + vma.length <= ULONG_MAX
  ==>
    call.base := base;
    call.kaddr := base;
    call.len := vma.length;
    held := granules(vma.length);
    folio.bit := true;
    call.at := TRYGET;
  end;
end;

--@ kernel lib/genalloc.c gen_pool_alloc_algo_owner
rule "gen_pool_alloc_owner: ENOMEM" call.at = ALLOC ==>
  call.at := GONE;
end;

--@ kernel include/linux/percpu-refcount.h percpu_ref_tryget_live_rcu
rule "percpu_ref_tryget_live_rcu" call.at = TRYGET ==>
  temporary_refs := 1;
  call.vaddr := vma.first;
  call.at := LOOP;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "percpu_ref_tryget_live_rcu fails: gen_pool_free, ENODEV" call.at = TRYGET ==>
  gen_pool_free(call.kaddr, call.len);
  call.at := GONE;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "vaddr < vm_end: once more" call.at = LOOP & call.vaddr < vma.first + vma.length ==>
  call.at := INSERT;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "vaddr >= vm_end: done" call.at = LOOP & call.vaddr >= vma.first + vma.length ==>
  call.at := PUT_TEMPORARY;
end;

--@ kernel mm/memory.c insert_page
rule "the insertion succeeds: percpu_ref_get, advance" call.at = INSERT ==>
  if is_folio(call.kaddr) then
    folio.mapped := true;
    folio.vaddr := call.vaddr;
  end;
  folio_refs := folio_refs + folio_size();
  inserted := inserted + folio_size();
  call.vaddr := (call.vaddr + folio_size()) & ULONG_MAX;
  advance();
  call.at := LOOP;
end;

--@ kernel mm/memory.c insert_page
rule "the insertion fails" call.at = INSERT ==>
  if ADVANCE_FIRST then advance() end;
  call.at := FREE_TAIL;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "error: gen_pool_free of the remainder" call.at = FREE_TAIL ==>
  gen_pool_free(freed_from(), freed_length());
  call.at := PUT_FAILED;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "error: percpu_ref_put, return" call.at = PUT_FAILED ==>
  if PUT_ON_ERROR then temporary_refs := temporary_refs - 1 end;
  call.at := UNMAP;
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
rule "percpu_ref_put, return 0" call.at = PUT_TEMPORARY ==>
  temporary_refs := temporary_refs - 1;
  call.at := MAPPED;
end;

--@ kernel mm/mmap.c exit_mmap
rule "exit_mmap" call.at = MAPPED ==>
  call.at := UNMAP;
end;

-- The last entry first: the order does not matter.
--@ kernel mm/memory.c zap_pte_range
rule "unmap_region: an entry is cleared, its folio freed" call.at = UNMAP & inserted > 0 ==>
  inserted := inserted - folio_size();
  if folio.offset = inserted then folio.mapped := false end;
  gen_pool_free(call.base + inserted, folio_size());
  folio_refs := folio_refs - folio_size();
end;

--@ kernel mm/vma.c unmap_region
rule "unmap_region: no entry is left" call.at = UNMAP & inserted = 0 ==>
  call.at := GONE;
end;

invariant "the mapping is its VMA"
  call.at = MAPPED ->
    inserted = vma.length & folio.mapped & folio.vaddr = vma.first + folio.offset;

invariant "the loop stays in the VMA"
  call.at = INSERT -> vma.first <= call.vaddr & call.vaddr + folio_size() <= vma.first + vma.length;

invariant "the loop stays in the allocation"
  call.at = INSERT -> call.kaddr = call.base + inserted & inserted + folio_size() <= vma.length;

invariant "addresses do not wrap"
  call.at = INSERT -> call.vaddr + folio_size() <= ULONG_MAX & call.kaddr + folio_size() <= ULONG_MAX;

-- What makes the loop end.
invariant "each insertion leaves less to do"
  call.at = INSERT -> folio_size() <= call.len & call.len <= vma.first + vma.length - call.vaddr;

invariant "the remainder is what was not inserted"
  call.at = FREE_TAIL ->
    freed_from() = call.base + inserted & freed_length() = vma.length - inserted;

invariant "a mapped folio is allocated"
  folio.mapped -> folio.bit;

invariant "each reference has an owner"
  temporary_refs = (has_temporary_ref() ? 1 : 0) & folio_refs = inserted;

invariant "nothing is left at the end"
  call.at = GONE -> temporary_refs = 0 & folio_refs = 0 & held = 0 & !folio.bit & !folio.mapped;

invariant "lemma: the VMA"
  vma.first + vma.length <= TASK_SIZE & folio.offset < vma.length & folio_aligned(folio.offset)
  & (call.at != CHECK & call.at != GONE & CHECKS_VMA -> folio_aligned(vma.length));

invariant "lemma: the allocation"
  call.at != CHECK & call.at != ALLOC & call.at != GONE -> call.base + vma.length <= ULONG_MAX;

invariant "lemma: what is inserted are whole folios of the VMA"
  inserted <= vma.length & folio_aligned(inserted)
  & (!has_entries() -> inserted = 0)
  & (call.at = PUT_TEMPORARY | call.at = MAPPED -> inserted = vma.length);

invariant "lemma: what remains are whole folios"
  call.at = TRYGET | in_loop() ->
    call.len = vma.length - inserted & folio_aligned(call.len)
    & call.kaddr = call.base + inserted;

invariant "lemma: vaddr says how much is inserted"
  in_loop() -> call.vaddr = vma.first + inserted;

invariant "lemma: the bits that are set"
  held = (call.at = TRYGET | in_loop() | call.at = PUT_TEMPORARY | call.at = MAPPED ? granules(vma.length)
    : (call.at = PUT_FAILED | call.at = UNMAP ? inserted : 0));

invariant "lemma: the folio is mapped once it is inserted"
  folio.mapped = (folio.offset < inserted)
  & (folio.mapped -> folio.vaddr = vma.first + folio.offset);

invariant "lemma: the folio's bit"
  folio.bit = (call.at = TRYGET | in_loop() | call.at = PUT_TEMPORARY | call.at = MAPPED
    | (call.at = PUT_FAILED | call.at = UNMAP) & folio.mapped);

invariant "lemma: the folio size is a power of two, a page at least"
  (folio_mask | (folio_mask >> 1)) = folio_mask & (folio_mask | ((1 << PAGE_SHIFT) - 1)) = folio_mask
  & folio_aligned(folio_size());
