-- The design that the reviewers ask for. What the thread leaves open are the choices C1 to C7.

--@ linux 7.3

const
  LARGEST: 2;                  -- the largest order that is tried
  C1_BY_HINT: false;           -- the process tells the order, it does not follow from the length
  C2_MULTIPLE: false;          -- the length must be a multiple of the folio; false: smaller folios at the end
  -- C3 is TAKES_EACH_PAGE, a pagemap reference for each page of a folio and not one for all: lib/p2pmem.m.
  C4_MAPS_PTES: false;         -- where addresses do not fit, large folios mapped by PTEs; false: small folios
  C4_KEEPS_PARTS: false;       -- an error path that leaves a folio with some of its PTEs to unmap_region(); false: that splits it
  C5_MIXEDMAP: false;          -- VM_MIXEDMAP is set on huge mappings
  C6_SAME_VM_OPS: true;        -- the same vm_ops for every order
  C7_SPLIT_BY_FREE: true;      -- the last put splits the folio; false: the next mmap to get its pages does
  -- Whether VMAs can be split inside a folio is MAY_SPLIT, there too.

include "lib/kernel_as_it_is.m";
include "lib/reviewers_design.m";
