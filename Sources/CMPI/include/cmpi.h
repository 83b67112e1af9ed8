/* The few calls of MPI that p2pcheck uses, of Open MPI's library, which is loaded when it is first needed.
 *
 * Building needs neither its headers nor the library. Called by one thread at a time. No call ends the process but
 * cmpi_abort: where MPI has an error, a call returns false and cmpi_problem says what it is. */
#ifndef CMPI_H
#define CMPI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* NULL, or why nothing can be sent (any more), as a clause. */
const char *cmpi_problem(void);

/* Loads the library and begins; waits for all ranks that were started together. */
bool cmpi_begin(void);
int cmpi_rank(void);
int cmpi_size(void);

/* A message under way; 0 is none. */
typedef struct { uintptr_t handle; } cmpi_request;

/* The bytes stay where they are, and as they are, until cmpi_is_sent says so. */
bool cmpi_send(const void *bytes, size_t count, int rank, int tag, cmpi_request *request);
/* True once the bytes are not needed any more, also after an error; the request is none then. */
bool cmpi_is_sent(cmpi_request *request);

/* Whether a message has arrived; its rank, tag and size. It then has to be taken with cmpi_take before the next one. */
bool cmpi_arrived(int *rank, int *tag, size_t *count);
bool cmpi_take(void *bytes, size_t count);

/* Waits until all ranks have called it; nothing can be sent afterwards. */
void cmpi_end(void);
/* Ends all ranks with this exit code. Returns only if MPI did not begin. */
void cmpi_abort(int code);

#endif
