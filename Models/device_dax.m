-- device-dax of 7.3, for comparison: mmap inserts nothing, a fault does, and does so again after an entry is gone.
-- The device stays; its pages are not allocated, an offset of the file is a page. An idle folio has count 1.

--@ linux 7.3

const
  PROCESSES: 2;
  PAGES:     4;
  WINDOW:    PAGES;
  PINS:      1;
  FORKS:     true;
  ALIGN:     1;                -- dev_dax->align
  LARGEST:   ALIGN;
  MIXEDMAP:  false;
  MAY_SPLIT: true;             -- of dax_vm_ops
  DAX:       true;
  REFAULTS:  true;
  PAGE_MKWRITE: false;
  DONTEXPAND: false;
  OFFSET_MUST_BE_0: false;
  IDLE_COUNT: 1;
  PUT_ON_ERROR: true;
  GUP_FAST: true;
  REF_LIMIT: 0;

type
  process: scalarset(PROCESSES);

include "lib/kernel_as_it_is.m";
include "lib/percpu_ref.m";
include "lib/genpool.m";
include "lib/folio.m";
include "lib/vma.m";
include "lib/p2pdma.m";
include "lib/gup.m";
include "lib/mm.m";
include "lib/huge_system_calls.m";
include "lib/user.m";
include "lib/references.m";
include "lib/address_space.m";

ruleset p: process do alias me: call[p] do

  --@ kernel drivers/dax/device.c dax_open
  rule "a process opens the device" me.at = NO_PROCESS ==>
    me.at := USER;
  end;

  ruleset base: address; length: 1 .. PAGES; offset: page do
    --@ kernel drivers/dax/device.c dax_mmap_prepare
    rule "dev_dax_mmap: aligned, at any aligned offset"
      me.at = USER & !has_vma(p) & base + length <= WINDOW & offset + length <= PAGES
      & base % GRANULE = 0 & length % GRANULE = 0 & offset % GRANULE = 0
    ==>
      vma_link(p, base, length, offset);
      vm_private_data[p] := ALIGN;
    end;
  end;

  ruleset a: address do
    --@ kernel drivers/dax/device.c dev_dax_huge_fault
    rule "dev_dax_huge_fault: the entry is inserted, folio_get"
      me.at = USER & a % GRANULE = 0 & comes_back(p, a)
    ==>
      folio_get(given[p][a]);
      set_pte(p, a, given[p][a], ALIGN);
    end;
  end;

end; end;

startstate "the device is bound, no process"
begin
  device := BOUND;
  kernfs_active := true; p2pdma := false; chunk := false; struct_pages := true;
  walking := false; leaked := false;
  ref.state := REF_LIVE; ref.count := 0;
  for g: page do
    bit[g] := true; count[g] := IDLE_COUNT;
    prep_compound_page(g >> ALIGN << ALIGN, ALIGN);
  end;
  no_processes();
end;

-- The count of a mapped folio is its entries, its pins and the one that it keeps.
invariant "P3 a mapped page holds its references"
  forall g: page do compound_head[g] = g -> settled(g) = IDLE_COUNT + backing(g) end;

--@ needs REFAULTS & MADVISES
cover "an entry comes back"
  exists p: process do call[p].at = DONTNEED & unmapped(p) & exists a: address do
    call[p].next <= a & a < call[p].length & comes_back(p, a)
  end end;

-- Of a new mapping nothing is dirty.
--@ needs REFAULTS & MADVISES
cover "what was cleared will come back"
  exists p: process do exists a: address do call[p].at = USER & entries[p] = DIRTY & comes_back(p, a) end end;
