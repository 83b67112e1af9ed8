-- No operation on a p2pmem mapping cuts a folio: mmap, munmap, mprotect and madvise of any part, mremap.
--
-- Abstraction: one arbitrary VMA. Whatever cuts a VMA in two (munmap, mprotect, madvise, mlock, mbind, MAP_FIXED over a
-- part, a shrinking mremap) is __split_vma(), after which the model follows either half; what happens to a VMA does not
-- depend on any other. One arbitrary folio of the mapping stands for all. Where a new VMA lies is free: the search for a
-- hole only leaves out addresses. A fork copies a VMA as it is, and VMAs of p2pmem never merge (VM_SPECIAL).
-- Calls that fail leave the VMA alone. So every concrete behaviour is one of the model's.
--
-- Expected: everything proved. Violated:
--   MAY_SPLIT=false     "no folio is cut", "a mapped folio is mapped whole": folios without may_split()
--   MOVE_ALIGNED=false  "no folio is cut", "a mapped folio is aligned": the posted series, mremap() to any page
--   DONTEXPAND=false    "the VMA has only pages that were inserted": 7.3, the tail of a grown mapping is a hole
-- MAX_SHIFT=12 proves with MAY_SPLIT=false and MOVE_ALIGNED=false what is in 6.12 and 7.3: folios of one page.

--@ linux 7.3

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
  shift:   PAGE_SHIFT .. MAX_SHIFT;

var
  folio_mask: address;    -- the folio size less one, the same for the whole mapping
  inserted:   address;    -- bytes, by mmap
  end_of_inserted: 0 .. 2 * TASK_SIZE;   -- as an address, seen from the VMA
  vma: record             -- nothing is mapped if it is empty
    first: address;
    last:  address;
    pgoff: address;       -- in bytes, vm_pgoff << PAGE_SHIFT
  end;
  folio: record           -- the one that is tracked
    offset:  address;
    mapped:  boolean;     -- its first page is in the VMA,
    address: address;     -- here
  end;

function page_aligned(a: 0 .. 2 * TASK_SIZE): boolean;
begin
  return (a & ((1 << PAGE_SHIFT) - 1)) = 0;
end;

function folio_aligned(a: address): boolean;
begin
  return (a & folio_mask) = 0;
end;

function length(): address;
begin
  return vma.last - vma.first;
end;

-- linear_page_index().
function offset_of(a: 0 .. 2 * TASK_SIZE): 0 .. 3 * TASK_SIZE;
begin
  return vma.pgoff + (a - vma.first);
end;

--@ kernel drivers/pci/p2pdma.c p2pmem_may_split proposed
function may_split(at: address): boolean;
begin
  return vma.first < at & at < vma.last & page_aligned(at) & (!MAY_SPLIT | folio_aligned(at));
end;

function may_move(first: address): boolean;
begin
  return page_aligned(first) & (!MOVE_ALIGNED | folio_aligned(first));
end;

-- Neither addresses nor offsets may wrap.
--@ kernel mm/mremap.c check_prep_vma
function may_resize(first: address; more: address): boolean;
begin
  return first + length() + more <= TASK_SIZE & vma.pgoff + length() + more <= TASK_SIZE
    & vma.last <= end_of_inserted;
end;

ruleset s: shift do
  startstate "nothing is mapped, folios of any size"
    folio_mask := (1 << s) - 1;
    clear inserted;
    clear end_of_inserted;
    clear vma;
    clear folio;
  end;
end;

ruleset first: address; last: address; tracked: address do
  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "mmap: the driver accepts the VMA"
    vma.first = vma.last & first < last & folio_aligned(first) & folio_aligned(last)
    & first <= tracked & tracked < last & folio_aligned(tracked)
  ==>
    vma.first := first;
    vma.last := last;
    vma.pgoff := 0;
    inserted := last - first;
    end_of_inserted := last;
    folio.offset := tracked - first;
    folio.mapped := true;
    folio.address := tracked;
  end;
end;

ruleset at: address do
  --@ kernel mm/vma.c __split_vma
  rule "__split_vma, the lower half stays" may_split(at) ==>
    folio.mapped := folio.mapped & folio.address < at;
    vma.last := at;
  end;

  --@ kernel mm/vma.c __split_vma
  rule "__split_vma, the upper half stays" may_split(at) ==>
    folio.mapped := folio.mapped & at <= folio.address;
    vma.pgoff := vma.pgoff + (at - vma.first);
    vma.first := at;
  end;
end;

--@ kernel mm/vma.c vms_complete_munmap_vmas
rule "munmap of the VMA" vma.first < vma.last ==>
  folio.mapped := false;
  clear vma;
  clear inserted;
  clear end_of_inserted;
end;

ruleset first: address; more: address do
  --@ kernel mm/mremap.c move_vma
  rule "mremap moves the VMA, and lets it grow unless VM_DONTEXPAND is set"
    vma.first < vma.last & may_move(first) & first <= TASK_SIZE - length()
    & (more = 0 | !DONTEXPAND & may_move(more) & may_resize(first, more))
  ==>
    end_of_inserted := first + (end_of_inserted - vma.first);
    folio.address := folio.mapped ? first + (folio.address - vma.first) : 0;
    vma.last := first + length() + more;
    vma.first := first;
  end;
end;

invariant "no folio is cut"
  folio_aligned(vma.first) & folio_aligned(vma.last);

invariant "a mapped folio is mapped whole"
  folio.mapped -> vma.first <= folio.address & folio.address + folio_mask < vma.last;

invariant "a mapped folio is aligned"
  folio.mapped -> folio_aligned(folio.address);

invariant "vm_pgoff says which folio is where"
  folio.mapped -> offset_of(folio.address) = folio.offset;

invariant "the VMA has only pages that were inserted"
  vma.last <= end_of_inserted;

invariant "lemma: the ends of the VMA are pages, in order"
  vma.first <= vma.last & page_aligned(vma.first) & page_aligned(vma.last);

invariant "lemma: offsets are multiples of the folio size"
  folio_aligned(vma.pgoff);

invariant "lemma: a mapped folio begins in the VMA, with a page"
  folio.mapped -> vma.first <= folio.address & folio.address < vma.last & page_aligned(folio.address);

invariant "lemma: vm_pgoff says where the inserted pages end"
  vma.first <= end_of_inserted & offset_of(end_of_inserted) = inserted & page_aligned(end_of_inserted);

invariant "lemma: the folio size is a power of two, a page at least"
  (folio_mask | (folio_mask >> 1)) = folio_mask & (folio_mask | ((1 << PAGE_SHIFT) - 1)) = folio_mask;

cover "a part of the mapping was cut off and moved"
  folio.mapped & vma.pgoff > 0 & folio_mask + 1 = 1 << MAX_SHIFT & vma.first < vma.pgoff;
