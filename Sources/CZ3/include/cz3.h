/* The few calls of Z3 that p2pcheck uses. */
#ifndef CZ3_H
#define CZ3_H

/* Z3's version as four numbers. */
void cz3_version(unsigned version[4]);

#endif
