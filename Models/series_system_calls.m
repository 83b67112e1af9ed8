-- The posted series and the system calls that series_as_posted.m leaves out.

include "series_as_posted.m";
include "lib/huge_system_calls.m";
