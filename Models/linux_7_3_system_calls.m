-- Linux 7.3 and the system calls that linux_7_3.m leaves out.

include "linux_7_3.m";
include "lib/page_system_calls.m";
