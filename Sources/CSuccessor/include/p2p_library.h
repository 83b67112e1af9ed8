/* Loading what was looked at, and nothing that was put in its place since. */
#ifndef P2P_LIBRARY_H
#define P2P_LIBRARY_H

#include <stddef.h>

/* The descriptor of a sealed file in memory with these bytes; -1 where there is no such thing. */
int p2p_sealed_file(const void *bytes, size_t count);

/* A descriptor by which files in a folder are reached; -1 if it is none, or a link. `parent` as of openat(2). */
int p2p_open_folder(int parent, const char *name);

#endif
