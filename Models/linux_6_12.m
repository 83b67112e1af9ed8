-- Linux 6.12: p2pmem memory in user space, from probe to unbind.
-- The version's own steps are here; everything the versions share is in lib/p2pmem.m.

--@ linux 6.12

const
  IDLE_COUNT: 1;               -- of a free page
  COUNT_FIRST: false;          -- true: the repair of the last put, count 1 before the bit is clear
  ERROR_PUTS: false;
  RESET_BEFORE_FREE: false;
  RESET_ON_ERROR: false;       -- a page that was not inserted has the count of a free one

  ALIGN: 0;                    -- the pool gives out pages
  LARGEST: ALIGN;              -- and there are no folios
  MIXEDMAP: true;              -- vm_insert_page() sets VM_MIXEDMAP
  VM_OPS: false;

include "lib/kernel_as_it_is.m";
include "lib/p2pmem.m";
include "lib/gen_pool_alloc_owner.m";
include "lib/gen_pool_free.m";

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_setup
--@ operation bind
rule "pci_p2pdma_setup creates the pool and the sysfs files" device = UNBOUND ==>
  kernfs_active := true;
  device := PROBE;
end;

--@ kernel drivers/pci/p2pdma.c pci_p2pdma_setup
rule "pci_p2pdma_setup publishes pdev->p2pdma" device = PROBE ==>
  p2pdma := true;
  device := REMAP;
end;

ruleset p: process; c: context do alias me: freeing[p][c] do

  -- With the bit clear this CPU ends in BUG_ON.
  --@ kernel drivers/pci/p2pdma.c p2pdma_page_free
  rule "p2pdma_page_free: gen_pool_free_owner" me.at = (COUNT_FIRST ? FREE_BITS : LAST_PUT) & bit[me.page] ==>
    bit[me.page] := false;
    me.at := PUT_REF;
    if COUNT_FIRST then undefine me.page end;
  end;

  --@ kernel drivers/pci/p2pdma.c p2pdma_page_free
  rule "p2pdma_page_free: percpu_ref_put" me.at = PUT_REF ==>
    percpu_ref_put_many(1);
    me.at := COUNT_FIRST ? NOT_FREEING : RESET_COUNT;
  end;

  --@ kernel mm/memremap.c free_zone_device_folio
  rule "free_zone_device_folio: folio_set_count(1)" me.at = (COUNT_FIRST ? LAST_PUT : RESET_COUNT) ==>
    count[me.page] := 1;
    me.at := COUNT_FIRST ? FREE_BITS : NOT_FREEING;
    if !COUNT_FIRST then undefine me.page end;
  end;

end; end;
