-- The reviewers' design with its choices made, on a kernel with its defects repaired: what is left of the claims of the
-- thread when everything is as good as it can be. README.md tells how the choices follow from the sweeps.

--@ linux 7.3

const
  LARGEST: 2;                  -- a PUD, where the length and the pool allow it
  C1_BY_HINT: false;           -- the order follows from the length: every entry is as large as it could be
  C2_MULTIPLE: false;          -- of any length, with smaller folios at the end: likewise
  C4_MAPS_PTES: false;         -- small folios where addresses do not fit: what is unmapped is available again
  C4_KEEPS_PARTS: true;        -- of no consequence then
  C5_MIXEDMAP: false;          -- mm takes huge entries of VM_MIXEDMAP for such without struct pages
  C6_SAME_VM_OPS: true;        -- kernfs refuses an open file a second kind of vm_ops
  C7_SPLIT_BY_FREE: true;      -- the pool's other users do not look whether a page is part of a folio

include "lib/kernel_repaired.m";
include "lib/reviewers_design.m";
include "lib/huge_system_calls.m";
