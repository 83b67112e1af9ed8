-- The counts of pages and their pagemap's percpu_ref, with any number of processes, each with what it holds.
--
-- refcounts.m has the references as numbers, at full width; here each has an owner, and that the counts are the numbers of owners is
-- proved for every number of processes. Of held_pages.m the number of pages is any.
--
-- Expected: everything proved, for every PROCESSES (`--any process`). Violated, with one or two:
--   ERROR_PUTS=false    the error path sets the count, GUP-fast in between: "the count is that of the references", 7.3
--   GET_UNLESS_ZERO=false  GUP-fast takes a free page: "a free page has no references"

--@ linux 7.3

const
  PROCESSES: 2;
  PAGES: 1;

type
  process: scalarset(PROCESSES);
  page: 0 .. PAGES - 1;

include "../lib/page_holders.m";
