-- The posted series, while somebody reads /proc/PID/smaps, or NUMA balancing is on.

include "series_as_posted.m";
include "lib/page_walk.m";
