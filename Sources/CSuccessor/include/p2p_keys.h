/* Sets of 64-bit keys that number their members, in little memory: of each key only the bits in use are stored, and found through
 * 32-bit slots. Operations on memory that all threads share, which Swift cannot express. */
#ifndef P2P_KEYS_H
#define P2P_KEYS_H

#include "p2p_abi.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Slots that are looked at together: a line of the cache. */
#define P2P_BUCKET 16u

/* Members have numbers from 1 on. The row of number n is at position n - 1; it is 0 as long as the number has no member, which
 * is why 0 is no key. Slots are only ever filled, each bucket from its first one on, and name a number under some bits of
 * the hash; where a bucket is full, the next one goes on. */
typedef struct {
  uint64_t *rows;       /* row_bits each, one after the other; one word more than they need can be read */
  uint32_t *slots;      /* P2P_BUCKET in each bucket, aligned to its size */
  uint64_t buckets;     /* below 2^32 */
  uint32_t number_bits; /* of a slot, the lowest; the others are of the hash */
  uint32_t low_bits;    /* how many of a key's lower 32 bits are stored */
  uint32_t row_bits;    /* low_bits, and those that are stored of the upper 32 */
  uint32_t limit;       /* the greatest number there is room for */
  uint32_t *next;       /* the number after the last one handed out, of sets that hand them out themselves */
} p2p_keys;

static inline uint64_t p2p_low_mask(uint32_t bits) { return bits > 63 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1; }

static inline uint64_t p2p_key_hash(uint64_t key) {
  uint64_t hash = p2p_fold(key ^ 0x9e3779b97f4a7c15u, 0xd6e8feb86659fd93u);
  hash ^= hash >> 29;
  hash *= 0xe7037ed1a0b428dbu;
  return hash ^ hash >> 32;
}

static inline uint64_t p2p_row_of_key(uint64_t key, uint32_t low_bits) {
  return key >> 32 << low_bits | (key & 0xffffffffu);
}

static inline uint64_t p2p_key_of_row(uint64_t row, uint32_t low_bits) {
  return row >> low_bits << 32 | (row & p2p_low_mask(low_bits));
}

/* Other rows in the same words may be written meanwhile. */
static inline uint64_t p2p_row(const uint64_t *rows, uint64_t position, uint32_t bits) {
  uint64_t bit = position * bits;
  const uint64_t *word = rows + (bit >> 6);
  uint32_t shift = bit & 63;
  uint64_t low = __atomic_load_n(word, __ATOMIC_RELAXED) >> shift;
  uint64_t high = __atomic_load_n(word + 1, __ATOMIC_RELAXED) << 1 << (63 - shift);
  return (low | high) & p2p_low_mask(bits);
}

/* Writes a row that is 0. `shared`: others may write to the same words. */
static inline void p2p_row_write(uint64_t *rows, uint64_t position, uint32_t bits, uint64_t row, int shared) {
  uint64_t bit = position * bits;
  uint64_t *word = rows + (bit >> 6);
  uint32_t shift = bit & 63;
  uint64_t low = row << shift, high = row >> 1 >> (63 - shift);
  if (shared) {
    __atomic_fetch_or(word, low, __ATOMIC_RELAXED);
    if (high) __atomic_fetch_or(word + 1, high, __ATOMIC_RELAXED);
  } else {
    __atomic_store_n(word, __atomic_load_n(word, __ATOMIC_RELAXED) | low, __ATOMIC_RELAXED);
    if (high) __atomic_store_n(word + 1, __atomic_load_n(word + 1, __ATOMIC_RELAXED) | high, __ATOMIC_RELAXED);
  }
}

/* Makes a row 0 again, whoever writes to the same words. */
static inline void p2p_row_clear(uint64_t *rows, uint64_t position, uint32_t bits) {
  uint64_t bit = position * bits;
  uint64_t *word = rows + (bit >> 6);
  uint32_t shift = bit & 63;
  uint64_t mask = p2p_low_mask(bits), high = mask >> 1 >> (63 - shift);
  __atomic_fetch_and(word, ~(mask << shift), __ATOMIC_RELAXED);
  if (high) __atomic_fetch_and(word + 1, ~high, __ATOMIC_RELAXED);
}

/* Writes a row whatever it was, while nobody else uses the words. */
static inline void p2p_row_replace(uint64_t *rows, uint64_t position, uint32_t bits, uint64_t row) {
  uint64_t bit = position * bits;
  uint64_t *word = rows + (bit >> 6);
  uint32_t shift = bit & 63;
  uint64_t mask = p2p_low_mask(bits), high = mask >> 1 >> (63 - shift);
  word[0] = (word[0] & ~(mask << shift)) | row << shift;
  if (high) word[1] = (word[1] & ~high) | row >> 1 >> (63 - shift);
}

/* Which slots of a bucket have these bits of the hash, one bit for each, and which are empty. */
static inline uint32_t p2p_bucket_look(const uint32_t *bucket, uint32_t tag, uint32_t mask, uint32_t *empty) {
  uint32_t equal = 0, zero = 0;
#ifdef __SSE2__
  const __m128i tags = _mm_set1_epi32((int)tag), masks = _mm_set1_epi32((int)mask), zeros = _mm_setzero_si128();
  __m128i a = _mm_load_si128((const __m128i *)bucket), b = _mm_load_si128((const __m128i *)bucket + 1);
  __m128i c = _mm_load_si128((const __m128i *)bucket + 2), d = _mm_load_si128((const __m128i *)bucket + 3);
  zero = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(
    _mm_packs_epi32(_mm_cmpeq_epi32(a, zeros), _mm_cmpeq_epi32(b, zeros)),
    _mm_packs_epi32(_mm_cmpeq_epi32(c, zeros), _mm_cmpeq_epi32(d, zeros))));
  a = _mm_cmpeq_epi32(_mm_and_si128(a, masks), tags);
  b = _mm_cmpeq_epi32(_mm_and_si128(b, masks), tags);
  c = _mm_cmpeq_epi32(_mm_and_si128(c, masks), tags);
  d = _mm_cmpeq_epi32(_mm_and_si128(d, masks), tags);
  equal = (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
#else
  for (uint32_t i = 0; i < P2P_BUCKET; i++) {
    uint32_t slot = __atomic_load_n(bucket + i, __ATOMIC_RELAXED);
    equal |= (uint32_t)((slot & mask) == tag) << i;
    zero |= (uint32_t)(slot == 0) << i;
  }
#endif
  /* What was written before the slots were filled is visible from here on. */
  __atomic_thread_fence(__ATOMIC_ACQUIRE);
  *empty = zero;
  return equal & ~zero;
}

static inline uint64_t p2p_keys_home(const p2p_keys *keys, uint64_t hash) { return (hash >> 32) * keys->buckets >> 32; }

static inline uint32_t p2p_keys_tag(const p2p_keys *keys, uint64_t hash) {
  return (uint32_t)hash & ~(uint32_t)p2p_low_mask(keys->number_bits);
}

static inline void p2p_keys_prefetch(const p2p_keys *keys, uint64_t hash) {
  __builtin_prefetch(keys->slots + p2p_keys_home(keys, hash) * P2P_BUCKET);
}

/* The number that a key is likely to have, whose row is then being loaded; 0 if nothing speaks for any. */
static inline uint32_t p2p_keys_guess(const p2p_keys *keys, uint64_t hash) {
  const uint32_t mask = (uint32_t)p2p_low_mask(keys->number_bits);
  const uint32_t *bucket = keys->slots + p2p_keys_home(keys, hash) * P2P_BUCKET;
  uint32_t empty, equal = p2p_bucket_look(bucket, (uint32_t)hash & ~mask, ~mask, &empty);
  if (!equal) return 0;
  uint32_t number = __atomic_load_n(bucket + __builtin_ctz(equal), __ATOMIC_RELAXED) & mask;
  __builtin_prefetch(keys->rows + ((uint64_t)(number - 1) * keys->row_bits >> 6));
  return number;
}

/* Whether a number that a slot names is the key's. */
static inline int p2p_keys_has(const p2p_keys *keys, uint64_t key, uint32_t number) {
  return p2p_row(keys->rows, number - 1, keys->row_bits) == p2p_row_of_key(key, keys->low_bits);
}

/* The number of a key; 0 if it is no member. */
static inline uint32_t p2p_keys_find(const p2p_keys *keys, uint64_t key, uint64_t hash) {
  const uint32_t mask = (uint32_t)p2p_low_mask(keys->number_bits), tag = (uint32_t)hash & ~mask;
  const uint64_t row = p2p_row_of_key(key, keys->low_bits);
  uint64_t home = p2p_keys_home(keys, hash);
  while (1) {
    const uint32_t *bucket = keys->slots + home * P2P_BUCKET;
    uint32_t empty, equal = p2p_bucket_look(bucket, tag, ~mask, &empty);
    while (equal) {
      uint32_t number = __atomic_load_n(bucket + __builtin_ctz(equal), __ATOMIC_RELAXED) & mask;
      if (p2p_row(keys->rows, number - 1, keys->row_bits) == row) return number;
      equal &= equal - 1;
    }
    if (empty) return 0;
    if (++home == keys->buckets) home = 0;
  }
}

/* The number of a key, which becomes a member if it is none: with the number `own`, whose words nobody else writes to, or with
 * one that the set hands out if that is 0. There must be room. */
static inline uint32_t p2p_keys_insert(const p2p_keys *keys, uint64_t key, uint64_t hash, uint32_t own) {
  uint64_t *const rows = keys->rows;
  const uint64_t buckets = keys->buckets;
  const uint32_t bits = keys->row_bits;
  const uint32_t mask = (uint32_t)p2p_low_mask(keys->number_bits), tag = (uint32_t)hash & ~mask;
  const uint64_t row = p2p_row_of_key(key, keys->low_bits);
  uint32_t candidate = 0;
  uint64_t home = p2p_keys_home(keys, hash);
  while (1) {
    uint32_t *bucket = keys->slots + home * P2P_BUCKET;
    uint32_t empty, equal = p2p_bucket_look(bucket, tag, ~mask, &empty);
    while (equal) {
      uint32_t number = __atomic_load_n(bucket + __builtin_ctz(equal), __ATOMIC_RELAXED) & mask;
      if (p2p_row(rows, number - 1, bits) == row) {
        if (candidate) p2p_row_clear(rows, candidate - 1, bits);
        return number;
      }
      equal &= equal - 1;
    }
    if (!empty) {
      if (++home == buckets) home = 0;
      continue;
    }
    if (!candidate) {
      candidate = own ? own : __atomic_fetch_add(keys->next, 1, __ATOMIC_RELAXED);
      /* A number without room would be another one's: two states would be one. */
      if (!own && candidate > keys->limit) __builtin_trap();
      p2p_row_write(rows, candidate - 1, bits, row, !own);
    }
    uint32_t seen = 0;
    if (__atomic_compare_exchange_n(bucket + __builtin_ctz(empty), &seen, tag | candidate, 0, __ATOMIC_ACQ_REL,
                                    __ATOMIC_ACQUIRE))
      return candidate;
    /* Another thread was first, perhaps with the same key: look again. */
  }
}

/* Fills slots for the members whose rows are at these positions; no slot names them yet. */
static inline void p2p_keys_enter(const p2p_keys *keys, uint64_t start, uint64_t end) {
  enum { ahead = 64 };
  uint64_t hashes[ahead];
  uint32_t numbers[ahead];
  while (start < end) {
    uint32_t count = 0;
    for (; start < end && count < ahead; start++) {
      uint64_t row = p2p_row(keys->rows, start, keys->row_bits);
      hashes[count] = p2p_key_hash(p2p_key_of_row(row, keys->low_bits));
      p2p_keys_prefetch(keys, hashes[count]);
      numbers[count] = (uint32_t)(start + 1);
      count += row != 0;
    }
    for (uint32_t i = 0; i < count; i++) {
      uint32_t slot = p2p_keys_tag(keys, hashes[i]) | numbers[i];
      uint64_t home = p2p_keys_home(keys, hashes[i]);
      while (1) {
        uint32_t *bucket = keys->slots + home * P2P_BUCKET;
        uint32_t empty, seen = 0;
        p2p_bucket_look(bucket, 0, 0, &empty);
        if (!empty) {
          if (++home == keys->buckets) home = 0;
        } else if (__atomic_compare_exchange_n(bucket + __builtin_ctz(empty), &seen, slot, 0, __ATOMIC_RELEASE,
                                               __ATOMIC_RELAXED)) {
          break;
        }
      }
    }
  }
}

/* Stores more bits of each key from now on; `count` numbers were handed out. Only while nobody else uses the set. */
static inline void p2p_keys_widen(p2p_keys *keys, uint64_t count, uint32_t low_bits, uint32_t row_bits) {
  const uint32_t old_low = keys->low_bits, old_bits = keys->row_bits;
  /* From the last one on: a row's new place begins behind the rows that were not moved yet. */
  for (uint64_t position = count; position-- > 0;) {
    uint64_t row = p2p_row(keys->rows, position, old_bits);
    if (row) row = p2p_row_of_key(p2p_key_of_row(row, old_low), low_bits);
    p2p_row_replace(keys->rows, position, row_bits, row);
  }
  keys->low_bits = low_bits;
  keys->row_bits = row_bits;
}

#endif
