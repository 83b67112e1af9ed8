-- Linux 7.3 is a case of wide/refcounts.m, page by page.

--@ refines ../wide/refcounts.m in 2 steps with ERROR_PUTS=ERROR_PUTS RESET_BEFORE_FREE=RESET_BEFORE_FREE RESET_ON_ERROR=RESET_ON_ERROR

include "../linux_7_3.m";
include "refcounts_of_a_page.m";
