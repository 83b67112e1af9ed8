-- The recommended design is a case of wide/refcounts.m, folio by folio.

--@ refines ../wide/refcounts.m in 2 steps with FOLIOS_OF_MMAP=true

include "../recommended_design.m";
include "refcounts_of_a_page.m";
