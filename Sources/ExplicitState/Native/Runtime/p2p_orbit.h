/* Exact choice of an orbit's representative: elements of each scalarset are sorted by a signature that no permutation
 * changes; only orders of elements with equal signatures are tried, and the least packed image wins.
 *
 * Included by generated code, which first defines P2P_WIDTH, P2P_SETS (scalarsets), P2P_ELEMENTS (elements in all of
 * them), `state_t`, and the static functions `p2p_signatures`, `p2p_image` and `p2p_pack`. */
#ifndef P2P_ORBIT_H
#define P2P_ORBIT_H

#include "p2p_runtime.h"

typedef struct {
  const state_t *source;
  uint8_t target[P2P_ELEMENTS];  /* element (of all sets, one after the other) to its new index */
  uint8_t members[P2P_ELEMENTS]; /* elements sorted by signature, per set */
  uint8_t first[P2P_ELEMENTS];   /* classes with more than one order: first position and length */
  uint8_t length[P2P_ELEMENTS];
  uint8_t base[P2P_ELEMENTS];    /* the class's set starts at this element */
  int classes;
  int found;
  const uint32_t *stop;
  uint64_t words[P2P_WIDTH];
} p2p_orbit;

static void p2p_try_image(p2p_orbit *orbit) {
  state_t image;
  uint64_t words[P2P_WIDTH];
  p2p_image(orbit->source, &image, orbit->target);
  p2p_pack(&image, words);
  for (int i = 0; orbit->found && i < P2P_WIDTH; i++) {
    if (words[i] < orbit->words[i]) break;
    if (words[i] > orbit->words[i] || i == P2P_WIDTH - 1) return;
  }
  orbit->found = 1;
  memcpy(orbit->words, words, sizeof words);
}

/* Tries every order of the classes from `index` on; `position` walks through a class (Heap's scheme by swapping). */
static void p2p_try_orders(p2p_orbit *orbit, int index, int position) {
  if (index == orbit->classes) {
    p2p_try_image(orbit);
    return;
  }
  uint8_t *members = orbit->members + orbit->first[index];
  int length = orbit->length[index];
  if (position == length) {
    p2p_try_orders(orbit, index + 1, 0);
    return;
  }
  for (int other = position; other < length && !p2p_stopped(orbit->stop); other++) {
    uint8_t swapped = members[position];
    members[position] = members[other];
    members[other] = swapped;
    orbit->target[members[position]] = (uint8_t)(orbit->first[index] + position - orbit->base[index]);
    p2p_try_orders(orbit, index, position + 1);
    members[other] = members[position];
    members[position] = swapped;
  }
}

/* True if exchanging two elements of one set leaves the state as it is. */
static int p2p_interchangeable(const state_t *state, const uint64_t *words, int base, int left, int right) {
  uint8_t target[P2P_ELEMENTS];
  int element = 0;
  for (int set = 0; set < P2P_SETS; set++) {
    for (int i = 0; i < p2p_set_sizes[set]; i++) target[element++] = (uint8_t)i;
  }
  target[left] = (uint8_t)(right - base);
  target[right] = (uint8_t)(left - base);
  state_t image;
  uint64_t swapped[P2P_WIDTH];
  p2p_image(state, &image, target);
  p2p_pack(&image, swapped);
  return memcmp(swapped, words, sizeof swapped) == 0;
}

/* Replaces the packed form of a state by that of the representative of its orbit. */
static void p2p_represent(const state_t *state, uint64_t *words, const uint32_t *stop) {
  uint64_t signatures[P2P_ELEMENTS];
  p2p_orbit orbit;
  orbit.source = state;
  orbit.classes = 0;
  orbit.found = 0;
  orbit.stop = stop;
  memset(signatures, 0, sizeof signatures);
  p2p_signatures(state, signatures);
  int identity = 1;
  int base = 0;
  for (int set = 0; set < P2P_SETS; set++) {
    int size = p2p_set_sizes[set];
    uint8_t *members = orbit.members + base;
    for (int i = 0; i < size; i++) {
      int j = i;
      while (j > 0 && signatures[members[j - 1]] > signatures[base + i]) {
        members[j] = members[j - 1];
        j--;
      }
      members[j] = (uint8_t)(base + i);
    }
    for (int i = 0; i < size; i++) {
      orbit.target[members[i]] = (uint8_t)i;
      if (members[i] != base + i) identity = 0;
    }
    for (int start = 0, end; start < size; start = end) {
      end = start + 1;
      while (end < size && signatures[members[end]] == signatures[members[start]]) end++;
      if (end - start < 2) continue;
      int trivial = 1;
      for (int i = start; trivial && i + 1 < end; i++) {
        trivial = p2p_interchangeable(state, words, base, members[i], members[i + 1]);
      }
      if (trivial) continue;
      orbit.first[orbit.classes] = (uint8_t)(base + start);
      orbit.length[orbit.classes] = (uint8_t)(end - start);
      orbit.base[orbit.classes] = (uint8_t)base;
      orbit.classes++;
    }
    base += size;
  }
  if (orbit.classes == 0) {
    if (identity) return;
    state_t image;
    p2p_image(state, &image, orbit.target);
    p2p_pack(&image, words);
    return;
  }
  p2p_try_orders(&orbit, 0, 0);
  if (orbit.found) memcpy(words, orbit.words, sizeof orbit.words);
}

#endif
