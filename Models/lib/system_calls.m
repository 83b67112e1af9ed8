-- The system calls and faults that mm.m leaves out, each with its switch.

const
  MADVISES: false;             -- MADV_DONTNEED
  WRITES: false;               -- mprotect and stores
  MREMAPS: false;
  MAPS_FIXED: false;           -- MAP_FIXED over a mapping

include "madvise.m";
include "mprotect.m";
include "mremap.m";
include "map_fixed.m";
