-- Inductive together, beside the ranges of the types.

invariant ""
  !isundefined(folio_mask);

invariant ""
  !isundefined(inserted);

invariant ""
  !isundefined(end_of_inserted);

invariant ""
  !isundefined(vma.first);

invariant ""
  !isundefined(vma.last);

invariant ""
  !isundefined(vma.pgoff);

invariant ""
  !isundefined(folio.offset);

invariant ""
  !isundefined(folio.mapped);

invariant ""
  !isundefined(folio.address);

invariant "no folio is cut"
  folio_aligned(vma.first) & folio_aligned(vma.last);

invariant "a mapped folio is mapped whole"
  folio.mapped -> ((vma.first <= folio.address) & ((folio.address + folio_mask) < vma.last));

invariant "a mapped folio is aligned"
  folio.mapped -> folio_aligned(folio.address);

invariant "vm_pgoff says which folio is where"
  folio.mapped -> (offset_of(folio.address) = folio.offset);

invariant "the VMA has only pages that were inserted"
  vma.last <= end_of_inserted;

invariant "lemma: the ends of the VMA are pages, in order"
  (vma.first <= vma.last) & page_aligned(vma.first) & page_aligned(vma.last);

invariant "lemma: offsets are multiples of the folio size"
  folio_aligned(vma.pgoff);

invariant "lemma: a mapped folio begins in the VMA, with a page"
  folio.mapped -> ((vma.first <= folio.address) & (folio.address < vma.last) & page_aligned(folio.address));

invariant "lemma: vm_pgoff says where the inserted pages end"
  (vma.first <= end_of_inserted) & (offset_of(end_of_inserted) = inserted) & page_aligned(end_of_inserted);

invariant "lemma: the folio size is a power of two, a page at least"
  ((folio_mask | (folio_mask >> 1)) = folio_mask) & ((folio_mask | 4095) = folio_mask);
