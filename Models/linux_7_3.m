-- Linux 7.3: p2pmem memory in user space, from probe to unbind.
-- The version's own steps are here; everything the versions share is in lib/p2pmem.m.

const
  IDLE_COUNT: 0;               -- of a free page
  RESET_BEFORE_FREE: false;    -- true: the repair of the error path
  RESET_ON_ERROR: true;        -- false: 6.15 to 6.19-rc
  WARNS_WHEN_IDLE: false;      -- true: before patch 02/13, the warning was the wrong way round

include "lib/p2pmem.m";

--@ kernel drivers/pci/p2pdma.c pcim_p2pdma_init
rule "pcim_p2pdma_init publishes pdev->p2pdma" device = UNBOUND ==>
  p2pdma := true;
  device := PROBE;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_setup_pool
rule "pci_p2pdma_setup_pool creates the pool and the sysfs files" device = PROBE ==>
  kernfs_active := true;
  device := REMAP;
end;

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "set_page_count(page, 1)" me.at = SET_COUNT & runs(p) ==>
    count[current(p)] := 1;
    me.at := VALIDATE;
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

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "error: return, kernfs_put_active" me.at = PUT_FAILED ==>
    put_failed(p);
  end;

end; end;

ruleset p: process; c: context do alias me: freeing[p][c] do

  -- With the bit clear this CPU ends in BUG_ON.
  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  rule "p2pdma_folio_free: gen_pool_free_owner" me.at = LAST_PUT & bit[me.page] ==>
    bit[me.page] := false;
    undefine me.page;
    me.at := PUT_REF;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pdma_folio_free
  rule "p2pdma_folio_free: percpu_ref_put" me.at = PUT_REF ==>
    percpu_ref_put_many(1);
    me.at := NOT_FREEING;
  end;

end; end;

-- VM_WARN_ON_ONCE_PAGE(page_ref_count(page)) fires only if somebody else refers to the page; patch 02/13.
invariant "P9 the warning fires only for a page in use"
  forall p: process do call[p].at = SET_COUNT & ((count[current(p)] != 0) != WARNS_WHEN_IDLE) ->
    backing(current(p)) > 0
  end;
