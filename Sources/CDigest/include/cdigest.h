/* SHA-256 (FIPS 180-4) of libcrypto, without a heap object: states are hashed by the million.
 *
 * No call fails: libcrypto's own functions of these names cannot. */
#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { CDIGEST_SIZE = 32 };

/* A computation under way; room for libcrypto's SHA256_CTX, which nobody outside looks into. */
typedef struct { uint64_t words[16]; } cdigest_state;

void cdigest_begin(cdigest_state *state);
void cdigest_update(cdigest_state *state, const void *bytes, size_t count);
/* Writes CDIGEST_SIZE bytes; the state is spent. */
void cdigest_end(cdigest_state *state, uint8_t *digest);

#endif
