-- Linux 7.3, once its error path is repaired (ERROR_PUTS), is a case of wide/refcounts.m, page by page. As it is, it is not:
-- what frees the pages that were not inserted leaves one with its count.

--@ refines ../wide/refcounts.m in 2 steps

include "../linux_7_3.m";
include "refcounts_of_a_page.m";
