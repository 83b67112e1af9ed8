/* Sorted runs of packed states: gathering, sorting, encoding and merging them. States are ordered by their words, the first one
 * deciding first. What a search spends its time on whose states are on disk. */
#ifndef P2P_RUNS_H
#define P2P_RUNS_H

#include "p2p_abi.h"

/* -1, 0 or 1: the order of two states. */
static inline int p2p_compare(const uint64_t *left, const uint64_t *right, size_t width) {
  for (size_t i = 0; i < width; i++)
    if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
  return 0;
}

/* Appends those of `count` states to a buffer that were not among the last ones, as far as a cache knows: in each of its
 * mask + 1 places it has the hash of a state and the state, or hash 0. Returns how many states the buffer has then. */
size_t p2p_gather(
  uint64_t *buffer, size_t filled, uint64_t *cache, size_t mask, const uint64_t *words, const uint64_t *hashes,
  size_t count, size_t width);

/* Sorts states and removes those that are there twice; returns how many are left. */
size_t p2p_sort(uint64_t *states, size_t count, size_t width);

/* How many of sorted states come before one. */
size_t p2p_lower_bound(const uint64_t *states, size_t count, const uint64_t *state, size_t width);

/* The most bytes that one encoded state takes. */
static inline size_t p2p_encoded_size(size_t width) { return (width + 7) / 8 + 10 + (width - 1) * 9; }

/* Encodes sorted states, all different, each by what differs from the one before; returns the number of bytes. `bytes` has room
 * for `p2p_encoded_size` each. */
size_t p2p_encode(const uint64_t *states, size_t count, size_t width, uint8_t *bytes);

/* Decodes so many states; 0 if the bytes are no such states. May read `p2p_encoded_size` bytes beyond. */
int p2p_decode(const uint8_t *bytes, size_t size, uint64_t *states, size_t count, size_t width);

/* Depends on every bit of the bytes, and on the seed. */
uint64_t p2p_checksum(const uint8_t *bytes, size_t size, uint64_t seed);

/* Sorted states that are being merged: those from `next` to `end`. */
typedef struct {
  const uint64_t *next;
  const uint64_t *end;
} p2p_stream;

/* Restores the order of a heap of streams, none of which is empty, after the first one has another state at its front. */
void p2p_sift(const p2p_stream *streams, uint32_t *heap, size_t count, size_t position, size_t width);

/* Moves the least states of all streams, each once, behind the `filled` ones in `states`, until there are `capacity` or the
 * first stream of the heap is empty. `last` is the state before; of none there is yet, `*has_last` is 0. Returns how many
 * there are then. */
size_t p2p_merge(
  p2p_stream *streams, uint32_t *heap, size_t count, uint64_t *states, size_t filled, size_t capacity, uint64_t *last,
  int *has_last, size_t width);

/* Marks those of the sorted states from `*position` on that are among sorted known ones, until either are at their end;
 * `known->next` is how far it came. */
void p2p_mark(
  const uint64_t *states, size_t count, size_t *position, p2p_stream *known, uint8_t *marks, size_t width);

/* Removes the marked states; returns how many are left. */
size_t p2p_remove_marked(uint64_t *states, size_t count, const uint8_t *marks, size_t width);

#endif
