-- Linux 6.12 and the rest of what was seen of it on a running machine: MAP_FIXED, and lib/rare_calls.m.

const
  MAPS_FIXED: true;

include "linux_6_12.m";
include "lib/map_fixed.m";
include "lib/rare_calls.m";
