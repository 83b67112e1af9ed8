-- Linux 6.12 as the lab drives it.

include "../../../Models/linux_6_12_system_calls.m";
include "../../../Models/lib/rare_calls.m";
include "calls.m";
