-- drivers/pci/p2pdma.c since 6.15, when an idle page got count 0: the count that p2pmem_alloc_mmap() sets, its error
-- path, and the last put.

const
  C7_SPLIT_BY_FREE: false;     -- folios stay as they are

include "pcim_p2pdma_init.m";
include "gen_pool_alloc_owner.m";
include "gen_pool_free.m";
include "p2pdma_folio_free.m";

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "set_page_count(page, 1)" me.at = SET_COUNT & runs(p) ==>
    count[current(p)] := 1;
    me.at := ALIGN = PTE ? VALIDATE : INSERT_FOLIO;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ needs RESET_ON_ERROR & !ERROR_PUTS
  rule "error: set_page_count(page, 0)" !ERROR_PUTS & me.at = (RESET_BEFORE_FREE ? INSERT_FAILED : RESET_FAILED) ==>
    count[current(p)] := 0;
    me.at := RESET_BEFORE_FREE ? FREE_TAIL : PUT_FAILED;
  end;

end; end;

-- VM_WARN_ON_ONCE_PAGE(page_ref_count(page)) means that somebody else refers to the page, and nobody should; patch 02/13.
invariant "P9 no mmap is warned of its page"
  forall p: process do call[p].at = SET_COUNT -> (count[current(p)] = 0) != WARNS_WHEN_IDLE end;
