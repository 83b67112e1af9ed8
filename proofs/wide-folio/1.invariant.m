-- Inductive together, beside the ranges of the types.

invariant ""
  !isundefined(chunk.first);

invariant ""
  !isundefined(chunk.pages);

invariant ""
  !isundefined(allocated);

invariant ""
  !isundefined(refs);

invariant ""
  !isundefined(others);

invariant ""
  !isundefined(folio.at);

invariant ""
  !isundefined(folio.head);

invariant ""
  !isundefined(folio.mask);

invariant ""
  !isundefined(folio.next);

invariant ""
  !isundefined(page.pfn);

invariant ""
  !isundefined(page.tail);

invariant ""
  !isundefined(page.head);

invariant "what is freed is what was allocated"
  allocated = live_pages();

invariant "references are put as they were taken"
  refs = live_pages();

invariant "the allocation comes home"
  ((folio.at = FREED) & (others = 0)) -> ((allocated = 0) & (refs = 0));

invariant "every page of a folio leads to its head"
  ((folio.at = IN_USE) & in_folio()) -> (page_folio() = folio.head);

invariant "a folio lies in the chunk, its head is aligned"
  (folio.at != FREE) -> ((chunk.first <= folio.head) & ((folio.head | folio.mask) < (chunk.first + chunk.pages)) & ((folio.head & folio.mask) = 0));

invariant "a free page is no tail"
  ((folio.at = FREE) | (folio.at = FREED)) -> (!page.tail);

invariant "lemma: the number of pages is a power of two"
  (folio.mask | (folio.mask >> 1)) = folio.mask;

invariant "lemma: only tails of the folio, as far as it is built"
  (page.tail = (in_folio() & (index() > 0) & (((folio.at = BUILD) & (index() < folio.next)) | (folio.at = IN_USE) | ((folio.at = SPLIT_BACK) & (folio.next <= index()))))) & (page.tail -> (page.head = folio.head));

invariant "lemma: the loops end with the last tail"
  (0 < folio.next) | (folio.at = FREE);

invariant "lemma: the other folios are folios"
  ((others & folio.mask) = 0) & ((folio.at = FREE) -> (others = 0)) & (folio.next <= (folio.mask + 1));
