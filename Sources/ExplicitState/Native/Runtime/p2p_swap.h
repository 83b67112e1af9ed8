/* Choice of an orbit's representative when there is one scalarset, and it has two elements: the lesser of a state and its
 * only other image.
 *
 * Included by generated code, which first defines P2P_WIDTH, `state_t`, and the static functions `p2p_image` and
 * `p2p_pack`. */
#ifndef P2P_SWAP_H
#define P2P_SWAP_H

#include "p2p_runtime.h"

/* Replaces the packed form of a state by that of the representative of its orbit. */
static void p2p_represent(const state_t *state, uint64_t *words, const uint32_t *stop) {
  (void)stop;
  static const uint8_t swap[2] = { 1, 0 };
  state_t image;
  uint64_t swapped[P2P_WIDTH];
  p2p_image(state, &image, swap);
  p2p_pack(&image, swapped);
  for (int i = 0; i < P2P_WIDTH; i++) {
    if (words[i] < swapped[i]) return;
    if (words[i] > swapped[i]) {
      memcpy(words, swapped, sizeof swapped);
      return;
    }
  }
}

#endif
