/* The memory of the program itself. */
#ifndef P2P_PROGRAM_H
#define P2P_PROGRAM_H

/* Gives back the pages of code that starting up touched and a search does not need; the kernel maps 64 KiB around
 * every first access. They stay in the page cache, and what is used again is mapped again. Only a saving: does
 * nothing where the system has no such call. */
void p2p_release_program_pages(void);

#endif
