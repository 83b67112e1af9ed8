-- Linux 6.12 and the system calls that linux_6_12.m leaves out.

include "linux_6_12.m";
include "lib/page_system_calls.m";
