-- No operation on a p2pmem mapping cuts a folio: mmap, munmap, mprotect and madvise of any part, mremap.
--
-- Abstraction: one arbitrary VMA. Whatever cuts a VMA in two (munmap, mprotect, madvise, mlock, mbind, MAP_FIXED over a
-- part, a shrinking mremap) is __split_vma(), after which the model follows either half; what happens to a VMA does not
-- depend on any other. One arbitrary folio of the mapping stands for all. Where a new VMA lies is free: the search for a
-- hole only leaves out addresses. A fork copies a VMA as it is, and VMAs of p2pmem never merge (VM_SPECIAL).
-- Calls that fail leave the VMA alone. So every concrete behaviour is one of the model's.
--
-- Expected: everything proved. Violated:
--   MAY_SPLIT=false     "no folio is cut", "a folio is mapped whole or not at all": folios without may_split()
--   MOVE_ALIGNED=false  "no folio is cut", "a mapped folio is aligned": the posted series, mremap() to any page
--   DONTEXPAND=false    "the VMA has only pages that were inserted": 7.3, the tail of a grown mapping is a hole
-- MAX_SHIFT=12 proves with MAY_SPLIT=false and MOVE_ALIGNED=false what is in 6.12 and 7.3: folios of one page.

const
  ADDRESS_BITS: 47;       -- x86-64 with four levels of page tables; five: 56
  PAGE_SHIFT:   12;
  MAX_SHIFT:    30;       -- the largest folio is 1 GiB
  MAY_SPLIT:    true;     -- vm_ops->may_split() looks at the alignment
  MOVE_ALIGNED: true;     -- mremap() looks at that of its destination; no kernel does
  DONTEXPAND:   true;     -- VM_DONTEXPAND is set

  TASK_SIZE: (1 << ADDRESS_BITS) - (1 << PAGE_SHIFT);

type
  address: 0 .. TASK_SIZE;
  pages:   0 .. TASK_SIZE >> PAGE_SHIFT;
  shift:   PAGE_SHIFT .. MAX_SHIFT;

var
  folio_shift: shift;     -- log2 of the folio size, one for the whole mapping
  inserted:    pages;     -- by mmap, at offsets 0 .. inserted - 1
  folio:       pages;     -- offset of the folio that is tracked
  vma: record             -- nothing is mapped if it is empty
    first: address;
    last:  address;
    pgoff: pages;
  end;

function page_aligned(a: address): boolean;
begin
  return (a & ((1 << PAGE_SHIFT) - 1)) = 0;
end;

function folio_aligned(a: address): boolean;
begin
  return (a & ((1 << folio_shift) - 1)) = 0;
end;

function length(): address;
begin
  return vma.last - vma.first;
end;

function folio_pages(): pages;
begin
  return 1 << (folio_shift - PAGE_SHIFT);
end;

-- The first offset behind the VMA.
function pgoff_end(): pages;
begin
  return vma.pgoff + (length() >> PAGE_SHIFT);
end;

function mapped_whole(): boolean;
begin
  return vma.pgoff <= folio & folio + folio_pages() <= pgoff_end();
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_may_split
function may_split(at: address): boolean;
begin
  return vma.first < at & at < vma.last & page_aligned(at) & (!MAY_SPLIT | folio_aligned(at));
end;

function may_move(first: address): boolean;
begin
  return page_aligned(first) & (!MOVE_ALIGNED | folio_aligned(first));
end;

-- The offsets of the grown VMA must not wrap.
--@ kernel mm/mremap.c vma_to_resize
function may_resize(size: address): boolean;
begin
  return vma.pgoff + (size >> PAGE_SHIFT) <= TASK_SIZE >> PAGE_SHIFT;
end;

ruleset s: shift do
  startstate "nothing is mapped, folios of any size"
    folio_shift := s;
    clear inserted;
    clear folio;
    clear vma;
  end;
end;

ruleset first: address; last: address; tracked: pages do
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: the driver accepts the VMA"
    vma.first = vma.last & first < last & folio_aligned(first) & folio_aligned(last)
    & tracked < (last - first) >> PAGE_SHIFT & folio_aligned(tracked << PAGE_SHIFT)
  ==>
    vma.first := first;
    vma.last := last;
    vma.pgoff := 0;
    inserted := (last - first) >> PAGE_SHIFT;
    folio := tracked;
  end;
end;

ruleset at: address do
  --@ kernel mm/vma.c __split_vma
  rule "__split_vma, the lower half stays" may_split(at) ==>
    vma.last := at;
  end;

  --@ kernel mm/vma.c __split_vma
  rule "__split_vma, the upper half stays" may_split(at) ==>
    vma.pgoff := vma.pgoff + ((at - vma.first) >> PAGE_SHIFT);
    vma.first := at;
  end;
end;

--@ kernel mm/vma.c vms_complete_munmap_vmas
rule "munmap of the VMA" vma.first < vma.last ==>
  vma.last := vma.first;
end;

ruleset first: address; last: address do
  --@ kernel mm/mremap.c move_vma
  rule "mremap moves the VMA, and lets it grow unless VM_DONTEXPAND is set"
    vma.first < vma.last & may_move(first) & first < last
    & (last - first = length() | !DONTEXPAND & last - first > length() & may_move(last) & may_resize(last - first))
  ==>
    vma.first := first;
    vma.last := last;
  end;
end;

invariant "no folio is cut"
  folio_aligned(vma.first) & folio_aligned(vma.last);

invariant "a folio is mapped whole or not at all"
  mapped_whole() | folio + folio_pages() <= vma.pgoff | pgoff_end() <= folio;

invariant "a mapped folio is aligned"
  mapped_whole() -> folio_aligned(vma.first + ((folio - vma.pgoff) << PAGE_SHIFT));

invariant "the VMA has only pages that were inserted"
  pgoff_end() <= inserted;

invariant "lemma: the ends of the VMA are pages, in order"
  vma.first <= vma.last & page_aligned(vma.first) & page_aligned(vma.last);

invariant "lemma: offsets are multiples of the folio size"
  (vma.pgoff & (folio_pages() - 1)) = 0 & (folio & (folio_pages() - 1)) = 0;

cover "a part of the mapping was cut off and moved"
  vma.first < vma.last & vma.pgoff > 0 & folio_shift = MAX_SHIFT & (vma.first >> PAGE_SHIFT) < vma.pgoff;
