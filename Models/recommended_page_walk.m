-- The recommended design, while somebody reads /proc/PID/smaps, or NUMA balancing is on.

include "recommended_design.m";
include "lib/page_walk.m";
