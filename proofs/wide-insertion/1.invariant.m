-- Inductive together, beside the ranges of the types.

invariant ""
  !isundefined(folio_mask);

invariant ""
  !isundefined(vma.first);

invariant ""
  !isundefined(vma.length);

invariant ""
  !isundefined(call.at);

invariant ""
  !isundefined(call.base);

invariant ""
  !isundefined(call.kaddr);

invariant ""
  !isundefined(call.len);

invariant ""
  !isundefined(call.vaddr);

invariant ""
  !isundefined(temporary_refs);

invariant ""
  !isundefined(folio_refs);

invariant ""
  !isundefined(held);

invariant ""
  !isundefined(inserted);

invariant ""
  !isundefined(folio.offset);

invariant ""
  !isundefined(folio.bit);

invariant ""
  !isundefined(folio.mapped);

invariant ""
  !isundefined(folio.vaddr);

invariant "the mapping is its VMA"
  (call.at = MAPPED) -> ((inserted = vma.length) & folio.mapped & (folio.vaddr = (vma.first + folio.offset)));

invariant "the loop stays in the VMA"
  (call.at = INSERT) -> ((vma.first <= call.vaddr) & ((call.vaddr + folio_size()) <= (vma.first + vma.length)));

invariant "the loop stays in the allocation"
  (call.at = INSERT) -> ((call.kaddr = (call.base + inserted)) & ((inserted + folio_size()) <= vma.length));

invariant "addresses do not wrap"
  (call.at = INSERT) -> (((call.vaddr + folio_size()) <= 18446744073709551615) & ((call.kaddr + folio_size()) <= 18446744073709551615));

invariant "each insertion leaves less to do"
  (call.at = INSERT) -> ((folio_size() <= call.len) & (call.len <= ((vma.first + vma.length) - call.vaddr)));

invariant "the remainder is what was not inserted"
  (call.at = FREE_TAIL) -> ((freed_from() = (call.base + inserted)) & (freed_length() = (vma.length - inserted)));

invariant "a mapped folio is allocated"
  folio.mapped -> folio.bit;

invariant "each reference has an owner"
  (temporary_refs = (has_temporary_ref() ? 1 : 0)) & (folio_refs = inserted);

invariant "nothing is left at the end"
  (call.at = GONE) -> ((temporary_refs = 0) & (folio_refs = 0) & (held = 0) & (!folio.bit) & (!folio.mapped));

invariant "lemma: the VMA"
  ((vma.first + vma.length) <= 140737488351232) & (folio.offset < vma.length) & folio_aligned(folio.offset) & (((call.at != CHECK) & (call.at != GONE) & true) -> folio_aligned(vma.length));

invariant "lemma: the allocation"
  ((call.at != CHECK) & (call.at != ALLOC) & (call.at != GONE)) -> ((call.base + vma.length) <= 18446744073709551615);

invariant "lemma: what is inserted are whole folios of the VMA"
  (inserted <= vma.length) & folio_aligned(inserted) & ((!has_entries()) -> (inserted = 0)) & (((call.at = PUT_TEMPORARY) | (call.at = MAPPED)) -> (inserted = vma.length));

invariant "lemma: what remains are whole folios"
  ((call.at = TRYGET) | in_loop()) -> ((call.len = (vma.length - inserted)) & folio_aligned(call.len) & (call.kaddr = (call.base + inserted)));

invariant "lemma: vaddr says how much is inserted"
  in_loop() -> (call.vaddr = (vma.first + inserted));

invariant "lemma: the bits that are set"
  held = (((call.at = TRYGET) | in_loop() | (call.at = PUT_TEMPORARY) | (call.at = MAPPED)) ? granules(vma.length) : (((call.at = PUT_FAILED) | (call.at = UNMAP)) ? inserted : 0));

invariant "lemma: the folio is mapped once it is inserted"
  (folio.mapped = (folio.offset < inserted)) & (folio.mapped -> (folio.vaddr = (vma.first + folio.offset)));

invariant "lemma: the folio's bit"
  folio.bit = ((call.at = TRYGET) | in_loop() | (call.at = PUT_TEMPORARY) | (call.at = MAPPED) | (((call.at = PUT_FAILED) | (call.at = UNMAP)) & folio.mapped));

invariant "lemma: the folio size is a power of two, a page at least"
  ((folio_mask | (folio_mask >> 1)) = folio_mask) & ((folio_mask | 4095) = folio_mask) & folio_aligned(folio_size());
