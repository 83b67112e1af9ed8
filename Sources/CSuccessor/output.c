#include "p2p_abi.h"

#include <stdlib.h>

int p2p_reserve_state(p2p_output *out, size_t width) {
  if (out->count < out->capacity) return 1;
  size_t capacity = out->capacity ? out->capacity * 2 : 256;
  uint64_t *words = realloc(out->words, capacity * width * sizeof *words);
  if (words) out->words = words;
  uint64_t *hashes = realloc(out->hashes, capacity * sizeof *hashes);
  if (hashes) out->hashes = hashes;
  uint32_t *fair = realloc(out->fair, capacity * sizeof *fair);
  if (fair) out->fair = fair;
  uint32_t *origins = realloc(out->origins, capacity * sizeof *origins);
  if (origins) out->origins = origins;
  if (!words || !hashes || !fair || !origins) {
    out->failed = 1;
    return 0;
  }
  out->capacity = capacity;
  return 1;
}

int p2p_reserve_finding(p2p_output *out) {
  if (out->finding_count < out->finding_capacity) return 1;
  size_t capacity = out->finding_capacity ? out->finding_capacity * 2 : 16;
  p2p_finding *findings = realloc(out->findings, capacity * sizeof *findings);
  if (!findings) {
    out->failed = 1;
    return 0;
  }
  out->findings = findings;
  out->finding_capacity = capacity;
  return 1;
}

void p2p_release(p2p_output *out) {
  free(out->words);
  free(out->hashes);
  free(out->fair);
  free(out->origins);
  free(out->findings);
  out->words = NULL;
  out->hashes = NULL;
  out->fair = NULL;
  out->origins = NULL;
  out->findings = NULL;
  out->capacity = out->finding_capacity = 0;
}
