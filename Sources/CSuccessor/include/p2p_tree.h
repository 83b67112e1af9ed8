/* States as trees of numbers: pieces of a state are numbered, then pairs of numbers, up to the pair that stands for the state. What
 * states have in common is so stored once (Laarman, van de Pol, Weber: Parallel Recursive State Compression for Free, 2011). */
#ifndef P2P_TREE_H
#define P2P_TREE_H

#include "p2p_keys.h"

/* A piece of a state: so many bits from one of its words on, perhaps into the next word, and behind them the `wrapped` lowest bits
 * of the first word; at most 64 together. */
typedef struct {
  uint32_t word;
  uint32_t shift;
  uint32_t bits; /* at least 1 */
  uint32_t wrapped;
} p2p_leaf;

/* A pair of nodes. Leaves are the first nodes, then come the joins; the last join is the root. */
typedef struct {
  uint32_t left;
  uint32_t right;
} p2p_join;

typedef struct {
  uint32_t width;  /* words of a state */
  uint32_t leaves; /* how many there are; with one alone, of at most 63 bits, the piece itself is the root's key */
  uint32_t nodes;  /* all but the root */
  const p2p_leaf *leaf;
  const p2p_join *join; /* from the first one on: of the node `leaves`, of the next one, ..., of the root */
  p2p_keys *const *keys; /* of the nodes; 0 is no key, so that the piece 0 has the number 1 everywhere */
} p2p_tree;

/* The number of the piece that is 0, in all sets. */
#define P2P_ZERO_PIECE 1u

static inline uint64_t p2p_piece(const uint64_t *words, p2p_leaf leaf) {
  uint64_t piece = words[leaf.word] >> leaf.shift;
  if (leaf.shift + leaf.bits > 64) piece |= words[leaf.word + 1] << (64 - leaf.shift);
  piece &= p2p_low_mask(leaf.bits);
  return leaf.wrapped ? piece | (words[0] & p2p_low_mask(leaf.wrapped)) << leaf.bits : piece;
}

static inline uint64_t p2p_pair(const uint32_t *numbers, p2p_join join) {
  return (uint64_t)numbers[join.left] << 32 | numbers[join.right];
}

/* States whose keys are found together, at most: their cache misses overlap. */
#define P2P_SLICE 128u
/* Numbers of each node that are remembered, by the binary logarithm. */
#define P2P_RECENT_BITS 11
#define P2P_RECENT (1u << P2P_RECENT_BITS)

/* Something that was looked up lately. */
typedef struct {
  uint64_t key;
  uint64_t number;
} p2p_recent;

/* One thread's memory for finding keys. */
typedef struct {
  p2p_recent *recent;  /* P2P_RECENT of each node, in the beginning with the key 0 and the number P2P_ZERO_PIECE */
  uint32_t *numbers;   /* P2P_SLICE of each node */
  uint64_t *hashes;    /* P2P_SLICE, as are the next two */
  uint32_t *missing;   /* which keys were not looked up lately */
  uint32_t *guesses;
} p2p_scratch;

/* The numbers of keys in a node's set, of which they become members. */
static inline void p2p_numbers(
  const p2p_keys *keys, const uint64_t *wanted, uint32_t count, uint32_t *numbers, p2p_recent *recent,
  const p2p_scratch *scratch) {
  uint64_t *const hashes = scratch->hashes;
  uint32_t *const missing = scratch->missing, *const guesses = scratch->guesses;
  uint32_t misses = 0;
  for (uint32_t i = 0; i < count; i++) {
    const p2p_recent *place = recent + (wanted[i] * 0x9e3779b97f4a7c15u >> (64 - P2P_RECENT_BITS));
    numbers[i] = (uint32_t)place->number;
    missing[misses] = i;
    misses += place->key != wanted[i];
  }
  for (uint32_t i = 0; i < misses; i++) {
    hashes[i] = p2p_key_hash(wanted[missing[i]]);
    p2p_keys_prefetch(keys, hashes[i]);
  }
  for (uint32_t i = 0; i < misses; i++) guesses[i] = p2p_keys_guess(keys, hashes[i]);
  for (uint32_t i = 0; i < misses; i++) {
    const uint64_t key = wanted[missing[i]];
    uint32_t number = guesses[i];
    if (!key) number = P2P_ZERO_PIECE;
    else if (!number || !p2p_keys_has(keys, key, number)) number = p2p_keys_insert(keys, key, hashes[i], 0);
    numbers[missing[i]] = number;
    p2p_recent *place = recent + (key * 0x9e3779b97f4a7c15u >> (64 - P2P_RECENT_BITS));
    place->key = key;
    place->number = number;
  }
}

/* The keys of at most P2P_SLICE states in the root's set. Their parts become members of the nodes' sets. */
static inline void p2p_tree_keys(
  const p2p_tree *tree, const uint64_t *words, uint32_t count, uint64_t *keys, const p2p_scratch *scratch) {
  const uint32_t leaves = tree->leaves, nodes = tree->nodes, width = tree->width;
  if (leaves == 1) {
    for (uint32_t k = 0; k < count; k++) keys[k] = words[k] | (uint64_t)1 << tree->leaf[0].bits;
    return;
  }
  for (uint32_t i = 0; i < leaves; i++) {
    const p2p_leaf leaf = tree->leaf[i];
    for (uint32_t k = 0; k < count; k++) keys[k] = p2p_piece(words + (size_t)k * width, leaf);
    p2p_numbers(
      tree->keys[i], keys, count, scratch->numbers + i * P2P_SLICE, scratch->recent + i * P2P_RECENT, scratch);
  }
  for (uint32_t i = leaves; i <= nodes; i++) {
    const p2p_join join = tree->join[i - leaves];
    const uint32_t *left = scratch->numbers + join.left * P2P_SLICE, *right = scratch->numbers + join.right * P2P_SLICE;
    for (uint32_t k = 0; k < count; k++) keys[k] = (uint64_t)left[k] << 32 | right[k];
    if (i < nodes)
      p2p_numbers(
        tree->keys[i], keys, count, scratch->numbers + i * P2P_SLICE, scratch->recent + i * P2P_RECENT, scratch);
  }
}

/* The key that a state has in the root's set if it is a member; 0 if a part of it is unknown. */
static inline uint64_t p2p_tree_find(const p2p_tree *tree, const uint64_t *words, uint32_t *numbers) {
  const uint32_t leaves = tree->leaves, nodes = tree->nodes;
  if (leaves == 1) return words[0] | (uint64_t)1 << tree->leaf[0].bits;
  for (uint32_t i = 0; i < leaves; i++) {
    uint64_t piece = p2p_piece(words, tree->leaf[i]);
    numbers[i] = piece ? p2p_keys_find(tree->keys[i], piece, p2p_key_hash(piece)) : P2P_ZERO_PIECE;
    if (!numbers[i]) return 0;
  }
  for (uint32_t i = leaves; i < nodes; i++) {
    uint64_t pair = p2p_pair(numbers, tree->join[i - leaves]);
    numbers[i] = p2p_keys_find(tree->keys[i], pair, p2p_key_hash(pair));
    if (!numbers[i]) return 0;
  }
  return p2p_pair(numbers, tree->join[nodes - leaves]);
}

/* The state that has this key in the root's set, and the numbers of its parts. */
static inline void p2p_tree_state(const p2p_tree *tree, uint64_t key, uint64_t *words, uint32_t *numbers) {
  const uint32_t leaves = tree->leaves, nodes = tree->nodes;
  if (leaves == 1) {
    words[0] = key & p2p_low_mask(tree->leaf[0].bits);
    return;
  }
  const p2p_join root = tree->join[nodes - leaves];
  numbers[root.left] = (uint32_t)(key >> 32);
  numbers[root.right] = (uint32_t)key;
  for (uint32_t i = nodes; i-- > leaves;) {
    const p2p_keys *keys = tree->keys[i];
    const p2p_join join = tree->join[i - leaves];
    uint64_t pair = p2p_key_of_row(p2p_row(keys->rows, numbers[i] - 1, keys->row_bits), keys->low_bits);
    numbers[join.left] = (uint32_t)(pair >> 32);
    numbers[join.right] = (uint32_t)pair;
  }
  for (uint32_t i = 0; i < tree->width; i++) words[i] = 0;
  for (uint32_t i = 0; i < leaves; i++) {
    const p2p_keys *keys = tree->keys[i];
    const p2p_leaf leaf = tree->leaf[i];
    uint64_t piece = p2p_key_of_row(p2p_row(keys->rows, numbers[i] - 1, keys->row_bits), keys->low_bits);
    if (leaf.wrapped) {
      words[0] |= piece >> leaf.bits;
      piece &= p2p_low_mask(leaf.bits);
    }
    words[leaf.word] |= piece << leaf.shift;
    if (leaf.shift + leaf.bits > 64) words[leaf.word + 1] |= piece >> (64 - leaf.shift);
  }
}

/* Whether some node has room for fewer than `margin` numbers more. */
static inline int p2p_tree_is_cramped(const p2p_tree *tree, uint32_t margin) {
  if (tree->leaves == 1) return 0;
  for (uint32_t i = 0; i < tree->nodes; i++) {
    const p2p_keys *keys = tree->keys[i];
    if ((uint64_t)__atomic_load_n(keys->next, __ATOMIC_RELAXED) + margin > keys->limit) return 1;
  }
  return 0;
}

#endif
