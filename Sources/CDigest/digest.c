#include "cdigest.h"

/* The functions that need no heap are called deprecated in favour of some that do. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(cdigest_state), "a computation fits into its room");
_Static_assert(_Alignof(SHA256_CTX) <= _Alignof(cdigest_state), "and is aligned");
_Static_assert(SHA256_DIGEST_LENGTH == CDIGEST_SIZE, "the size of a digest");

void cdigest_begin(cdigest_state *state) { SHA256_Init((SHA256_CTX *)state); }

void cdigest_update(cdigest_state *state, const void *bytes, size_t count) {
  SHA256_Update((SHA256_CTX *)state, bytes, count);
}

void cdigest_end(cdigest_state *state, uint8_t *digest) { SHA256_Final(digest, (SHA256_CTX *)state); }
