/* The operations on shared words that Swift cannot express on raw memory: the visited table is made of them. */
#ifndef P2P_TABLE_H
#define P2P_TABLE_H

#include <stdint.h>

/* Starts loading the cache line of `address`. */
static inline void p2p_prefetch(const void *address) { __builtin_prefetch(address); }

/* Reads a slot; what was written before it was claimed is visible afterwards. */
static inline uint64_t p2p_slot_load(const uint64_t *slot) { return __atomic_load_n(slot, __ATOMIC_ACQUIRE); }

/* Writes `entry` into an empty slot and publishes everything written before. Returns 0, or what another thread put
 * there first. */
static inline uint64_t p2p_slot_claim(uint64_t *slot, uint64_t entry) {
  uint64_t seen = 0;
  __atomic_compare_exchange_n(slot, &seen, entry, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  return seen;
}

#endif
