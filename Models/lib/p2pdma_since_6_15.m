-- drivers/pci/p2pdma.c since 6.15, when an idle page got count 0: the count that p2pmem_alloc_mmap() sets, its error
-- path, and the last put.

include "pcim_p2pdma_init.m";
include "gen_pool_alloc_owner.m";

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "set_page_count(page, 1)" me.at = SET_COUNT & runs(p) ==>
    count[current(p)] := 1;
    me.at := ALIGN = PTE ? VALIDATE : INSERT_FOLIO;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "error: gen_pool_free of the pages not inserted"
    me.at = (RESET_BEFORE_FREE ? FREE_TAIL : INSERT_FAILED)
  ==>
    set_run(current(p), me.length - me.next, false);
    me.at := RESET_BEFORE_FREE | !RESET_ON_ERROR ? PUT_FAILED : RESET_FAILED;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "error: set_page_count(page, 0)" me.at = (RESET_BEFORE_FREE ? INSERT_FAILED : RESET_FAILED) ==>
    count[current(p)] := 0;
    me.at := RESET_BEFORE_FREE ? FREE_TAIL : PUT_FAILED;
  end;

end; end;

ruleset p: process; c: context do alias me: freeing[p][c] do

  -- With the bit clear this CPU ends in BUG_ON.
  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  rule "p2pdma_folio_free: gen_pool_free_owner" me.at = LAST_PUT & run_is(me.page, GRANULE, true) ==>
    set_run(me.page, GRANULE, false);
    undefine me.page;
    me.at := PUT_REF;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  rule "p2pdma_folio_free: percpu_ref_put" me.at = PUT_REF ==>
    percpu_ref_put_many(1);
    me.order := PTE;
    me.at := NOT_FREEING;
  end;

end; end;

-- VM_WARN_ON_ONCE_PAGE(page_ref_count(page)) fires only if somebody else refers to the page; patch 02/13.
invariant "P9 the warning fires only for a page in use"
  forall p: process do call[p].at = SET_COUNT & ((count[current(p)] != 0) != WARNS_WHEN_IDLE) ->
    backing(current(p)) > 0
  end;
