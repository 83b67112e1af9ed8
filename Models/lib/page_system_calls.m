-- The system calls of mappings that consist of pages, and whose driver gives them neither VM_DONTEXPAND nor
-- get_unmapped_area().

const
  DONTEXPAND: false;
  OFFSET_MUST_BE_0: false;

include "user.m";
include "system_calls.m";
