-- device-dax, while somebody reads /proc/PID/smaps.

include "device_dax.m";
include "lib/page_walk.m";
