-- The counts of any number of pages of a pagemap, and its percpu_ref, which is the number of those that are allocated, one more while
-- the driver is bound.
--
-- Two processes hold the pages. page_holders.m is the same for any number of processes.
--
-- Expected: everything proved, for every PAGES (`--any page`). Violated as page_holders.m is.

--@ linux 7.3

const
  PROCESSES: 2;
  PAGES: 2;

type
  process: 0 .. PROCESSES - 1;
  page: scalarset(PAGES);

include "../lib/page_holders.m";
