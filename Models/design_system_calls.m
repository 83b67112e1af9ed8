-- The reviewers' design and the system calls that reviewers_design.m leaves out.

include "reviewers_design.m";
include "lib/huge_system_calls.m";
