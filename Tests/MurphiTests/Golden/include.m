include "lib/missing.m";
include "names.m";
var other: 0..1;
