-- "Enable compound page for p2pdma memory", the 13 patches as they were posted, on the mm of 7.3.
-- The driver chooses one alignment for its device: granules of the pool, compound pages that memremap_pages() builds
-- once, and huge entries all have this size. Its own steps are here; the rest is that of 7.3 and of mm.

--@ linux 7.3

const
  ALIGN: 1;                    -- p2pdma->align: 0 PAGE_SIZE, 1 PMD_SIZE, 2 PUD_SIZE
  LARGEST: ALIGN;              -- the order of every folio
  VM_OPS: true;                -- p2pmem_vm_ops, with may_split and pagesize
  DONTEXPAND: true;            -- VM_DONTEXPAND is set
  MIXEDMAP: false;             -- true: what VM_MIXEDMAP would change, which vm_insert_folio_pmd does not set
  OFFSET_MUST_BE_0: true;      -- p2pmem_get_unmapped_area refuses others

  IDLE_COUNT: 0;
  ERROR_PUTS: false;
  RESET_BEFORE_FREE: false;
  RESET_ON_ERROR: false;       -- Alistair's repair came later
  WARNS_WHEN_IDLE: false;      -- patch 02/13
  DAX: false;

include "lib/kernel_as_it_is.m";
include "lib/p2pmem.m";
include "lib/p2pdma_since_6_15.m";
include "lib/vm_insert_folio.m";
include "lib/huge_memory.m";
include "lib/user.m";
include "lib/large_folios.m";

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  --@ operation return
  --@ needs !PTES
  rule "vm_start or vm_end is not aligned: EINVAL"
    me.at = ALLOC
    --@ unnoticed EINVAL for no reason harms nobody; P21 is about what is refused
    & !accepted(p)
  ==>
    finish(p);
  end;

  --@ kernel drivers/pci/p2pdma.c p2pmem_alloc_mmap
  rule "VM_DONTEXPAND, vm_ops and vm_private_data are set" me.at = SET_VMA & runs(p) ==>
    vm_private_data[p] := ALIGN;
    mixedmap[p] := mixedmap[p] | MIXEDMAP;
    me.at := PUT_TEMPORARY;
  end;

end; end;

-- A range that the kernel took before is taken; "may now fail to be registered", Logan on 13/13.
cover "P22 the device is bound" device = BOUND;

-- may_split() of the driver refuses all others.
--@ needs WINDOW > GRANULE
invariant "a VMA is split between granules"
  forall p: process do forall a: address do vma[p][a] = CUT -> a % GRANULE = 0 end end;
