-- Linux 7.3 and the system calls that linux_7_3.m leaves out.

const
  DONTEXPAND: false;
  OFFSET_MUST_BE_0: false;

include "linux_7_3.m";
include "lib/user.m";
include "lib/system_calls.m";
