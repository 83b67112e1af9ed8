/* States as trees of numbers: pieces of a state are numbered, then pairs of numbers, up to the pair that stands for the state. What
 * states have in common is so stored once (Laarman, van de Pol, Weber: Parallel Recursive State Compression for Free, 2011). */
#ifndef P2P_TREE_H
#define P2P_TREE_H

#include "p2p_keys.h"

/* A piece of a state: so many bits from one of its words on, perhaps into the next word. */
typedef struct {
  uint32_t word;
  uint32_t shift;
  uint32_t bits; /* 1 ... 64 */
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

/* The number of what is no member. */
#define P2P_ZERO_PIECE 1u

static inline uint64_t p2p_piece(const uint64_t *words, p2p_leaf leaf) {
  uint64_t piece = words[leaf.word] >> leaf.shift;
  if (leaf.shift + leaf.bits > 64) piece |= words[leaf.word + 1] << (64 - leaf.shift);
  return piece & p2p_low_mask(leaf.bits);
}

static inline uint64_t p2p_pair(const uint32_t *numbers, p2p_join join) {
  return (uint64_t)numbers[join.left] << 32 | numbers[join.right];
}

/* The key of a state in the root's set. Its parts become members of the nodes' sets, and `numbers` their numbers. `source` is
 * NULL, or a similar state with the numbers `known`: what both have in common is not looked up. */
static inline uint64_t p2p_tree_key(
  const p2p_tree *tree, const uint64_t *words, const uint64_t *source, const uint32_t *known, uint32_t *numbers) {
  const uint32_t leaves = tree->leaves, nodes = tree->nodes;
  if (leaves == 1) return words[0] | (uint64_t)1 << tree->leaf[0].bits;
  for (uint32_t i = 0; i < leaves; i++) {
    const p2p_leaf leaf = tree->leaf[i];
    uint64_t piece = p2p_piece(words, leaf);
    if (source && piece == p2p_piece(source, leaf)) numbers[i] = known[i];
    else numbers[i] = piece ? p2p_keys_insert(tree->keys[i], piece, p2p_key_hash(piece), 0) : P2P_ZERO_PIECE;
  }
  for (uint32_t i = leaves; i < nodes; i++) {
    const p2p_join join = tree->join[i - leaves];
    uint64_t pair = p2p_pair(numbers, join);
    if (source && pair == p2p_pair(known, join)) numbers[i] = known[i];
    else numbers[i] = p2p_keys_insert(tree->keys[i], pair, p2p_key_hash(pair), 0);
  }
  return p2p_pair(numbers, tree->join[nodes - leaves]);
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
