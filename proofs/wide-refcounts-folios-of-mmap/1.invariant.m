-- Inductive together, beside the ranges of the types.

invariant ""
  !isundefined(folio_pages);

invariant ""
  !isundefined(bit);

invariant ""
  !isundefined(count);

invariant ""
  !isundefined(at);

invariant ""
  !isundefined(entries);

invariant ""
  !isundefined(pins);

invariant ""
  !isundefined(late);

invariant ""
  !isundefined(ref.device);

invariant ""
  !isundefined(ref.count);

invariant ""
  !isundefined(ref.others);

invariant "a free page is idle"
  (!bit) -> (count = 0);

invariant "a page in use is allocated"
  ((0 < entries) | (0 < pins)) -> bit;

invariant "the count is exact"
  count = (needed() & 4294967295);

invariant "the count does not wrap"
  needed() < 4294967296;

invariant "only what nobody uses is freed"
  ((at = LAST_PUT) | (at = FREE_BITS)) -> (bit & (entries = 0) & (pins = 0));

invariant "what nobody uses is freed"
  (bit & (at = NOBODY)) -> ((0 < entries) | (0 < pins));

invariant "vm_insert_page of a granted page is valid"
  (at = INSERT) -> (0 < count);

invariant "set_page_count() meets no reference"
  (at = SET_COUNT) -> (count = 0);

invariant "each pagemap reference has an owner"
  ref.count = (((((ref.device = LIVE) ? 1 : 0) + ref.others) + owner_refs()) + folio_refs());

invariant "unbind finishes"
  ((ref.device = KILLED) & (!bit) & (ref.others = 0)) -> (ref.count = 0);

invariant "no struct page is touched after it is gone"
  (ref.device = GONE) -> ((entries = 0) & (pins = 0) & (late = 0) & ((at = NOBODY) | (at = TRYGET)));

invariant "lemma: a free page has no owner"
  (!bit) -> (at = NOBODY);

invariant "lemma: entries and pins begin with the insertion"
  ((0 < entries) -> ((at = NOBODY) | (at = GET_REF) | (at = PUT_CREATION))) & ((0 < pins) -> ((at = NOBODY) | (at = GET_REF) | (at = PUT_CREATION) | (true & ((at = INSERT) | (at = INSERT_FAILED)))));

invariant "lemma: GUP stops at the sign"
  pins < 2147745792;

invariant "lemma: nothing comes late"
  true -> (late = 0);

invariant "lemma: nothing refers to a pagemap that is gone"
  (ref.device = GONE) -> (ref.count = 0);

invariant "lemma: a folio has pages, which a count can count"
  (0 < folio_pages) & ((at = FREE_BITS) -> false) & ((at = SET_COUNT) -> true);
