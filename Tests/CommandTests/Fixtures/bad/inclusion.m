include "missing.m";
startstate begin end;
