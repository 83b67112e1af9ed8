-- Linux 6.12 and the system calls that linux_6_12.m leaves out.

const
  DONTEXPAND: false;
  OFFSET_MUST_BE_0: false;

include "linux_6_12.m";
include "lib/user.m";
include "lib/system_calls.m";
