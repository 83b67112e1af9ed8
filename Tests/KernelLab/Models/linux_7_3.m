-- Linux 7.3 as the lab drives it.

include "../../../Models/linux_7_3_system_calls.m";
include "../../../Models/lib/rare_calls.m";
include "calls.m";
