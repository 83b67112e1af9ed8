#include "p2p_runs.h"

#include <stdlib.h>
#include <string.h>

static inline void copy(uint64_t *target, const uint64_t *source, size_t width) {
  for (size_t i = 0; i < width; i++) target[i] = source[i];
}

static inline int equal(const uint64_t *left, const uint64_t *right, size_t width) {
  for (size_t i = 0; i < width; i++)
    if (left[i] != right[i]) return 0;
  return 1;
}

size_t p2p_gather(
  uint64_t *buffer, size_t filled, uint64_t *cache, size_t mask, const uint64_t *words, const uint64_t *hashes,
  size_t count, size_t width) {
  for (size_t i = 0; i < count; i++, words += width) {
    uint64_t hash = hashes[i];
    uint64_t *entry = cache + (hash & mask) * (width + 1);
    if (entry[0] == hash && hash != 0 && equal(entry + 1, words, width)) continue;
    entry[0] = hash;
    copy(entry + 1, words, width);
    copy(buffer + filled * width, words, width);
    filled++;
  }
  return filled;
}

/* Sorting: by digits of at most 8 bits, the most significant first and in place; only of bits that differ at all. */

typedef struct {
  uint32_t word;
  uint32_t shift;
} digit;

enum { FEW = 40, SCRATCH = 1 << 15 };

typedef struct {
  size_t width;
  uint64_t *scratch; /* SCRATCH words, or NULL: for states of one word */
} sorter;

static inline unsigned digit_of(const uint64_t *state, digit d) { return state[d.word] >> d.shift & 255; }

static void insertion_sort(uint64_t *states, size_t count, size_t width) {
  if (width == 1) {
    for (size_t i = 1; i < count; i++) {
      uint64_t state = states[i];
      size_t j = i;
      for (; j > 0 && states[j - 1] > state; j--) states[j] = states[j - 1];
      states[j] = state;
    }
    return;
  }
  for (size_t i = 1; i < count; i++)
    for (size_t j = i; j > 0; j--) {
      uint64_t *right = states + j * width, *left = right - width;
      if (p2p_compare(left, right, width) <= 0) break;
      for (size_t k = 0; k < width; k++) {
        uint64_t word = left[k];
        left[k] = right[k];
        right[k] = word;
      }
    }
}

/* The least significant digit first, through the scratch. */
static void sort_few_words(uint64_t *words, size_t count, const digit *digits, size_t digit_count, uint64_t *scratch) {
  uint64_t *from = words, *to = scratch;
  for (size_t d = digit_count; d-- > 0;) {
    uint32_t starts[256] = {0};
    for (size_t i = 0; i < count; i++) starts[digit_of(from + i, digits[d])]++;
    if (starts[digit_of(from, digits[d])] == count) continue;
    uint32_t sum = 0;
    for (unsigned i = 0; i < 256; i++) {
      uint32_t here = starts[i];
      starts[i] = sum;
      sum += here;
    }
    for (size_t i = 0; i < count; i++) to[starts[digit_of(from + i, digits[d])]++] = from[i];
    uint64_t *other = from;
    from = to;
    to = other;
  }
  if (from != words) memcpy(words, from, count * sizeof *words);
}

static void permute_words(uint64_t *words, digit d, size_t *heads, const size_t *ends) {
  for (unsigned bucket = 0; bucket < 256; bucket++)
    while (heads[bucket] < ends[bucket]) {
      uint64_t word = words[heads[bucket]];
      unsigned home = digit_of(&word, d);
      while (home != bucket) {
        uint64_t *place = words + heads[home]++;
        uint64_t other = *place;
        *place = word;
        word = other;
        home = digit_of(&word, d);
      }
      words[heads[bucket]++] = word;
    }
}

static void permute_states(uint64_t *states, digit d, size_t *heads, const size_t *ends, size_t width) {
  for (unsigned bucket = 0; bucket < 256; bucket++)
    while (heads[bucket] < ends[bucket]) {
      uint64_t *here = states + heads[bucket] * width;
      unsigned home = digit_of(here, d);
      if (home == bucket) {
        heads[bucket]++;
        continue;
      }
      uint64_t *there = states + heads[home]++ * width;
      for (size_t k = 0; k < width; k++) {
        uint64_t word = here[k];
        here[k] = there[k];
        there[k] = word;
      }
    }
}

static void sort_by(const sorter *s, uint64_t *states, size_t count, const digit *digits, size_t digit_count) {
  size_t width = s->width;
  for (; digit_count > 0; digits++, digit_count--) {
    if (count <= FEW) return insertion_sort(states, count, width);
    if (s->scratch && count <= SCRATCH) return sort_few_words(states, count, digits, digit_count, s->scratch);
    size_t heads[256] = {0}, ends[256];
    for (size_t i = 0; i < count; i++) heads[digit_of(states + i * width, digits[0])]++;
    if (heads[digit_of(states, digits[0])] == count) continue;
    size_t sum = 0;
    for (unsigned i = 0; i < 256; i++) {
      size_t here = heads[i];
      heads[i] = sum;
      ends[i] = sum += here;
    }
    if (width == 1) permute_words(states, digits[0], heads, ends);
    else permute_states(states, digits[0], heads, ends, width);
    size_t start = 0;
    for (unsigned i = 0; i < 256; i++) {
      if (ends[i] - start > 1) sort_by(s, states + start * width, ends[i] - start, digits + 1, digit_count - 1);
      start = ends[i];
    }
    return;
  }
}

/* The digits that cover all bits in which states differ, from the most significant one; at most 8 for each word. */
static size_t find_digits(const uint64_t *states, size_t count, size_t width, digit *digits) {
  size_t found = 0;
  for (size_t word = 0; word < width; word++) {
    uint64_t varying = 0, first = states[word];
    for (size_t i = 0; i < count; i++) varying |= states[i * width + word] ^ first;
    while (varying) {
      unsigned top = 63 - (unsigned)__builtin_clzll(varying);
      unsigned shift = top >= 7 ? top - 7 : 0;
      digits[found++] = (digit){(uint32_t)word, shift};
      varying &= shift ? ((uint64_t)1 << shift) - 1 : 0;
    }
  }
  return found;
}

size_t p2p_sort(uint64_t *states, size_t count, size_t width) {
  if (count < 2) return count;
  digit *digits = count > FEW ? malloc(width * 9 * sizeof *digits) : NULL;
  if (digits) {
    sorter s = {width, width == 1 ? malloc(SCRATCH * sizeof(uint64_t)) : NULL};
    sort_by(&s, states, count, digits, find_digits(states, count, width, digits));
    free(s.scratch);
    free(digits);
  } else {
    insertion_sort(states, count, width);
  }
  size_t kept = 1;
  for (size_t i = 1; i < count; i++) {
    const uint64_t *state = states + i * width;
    if (equal(state, states + (kept - 1) * width, width)) continue;
    if (kept != i) copy(states + kept * width, state, width);
    kept++;
  }
  return kept;
}

size_t p2p_lower_bound(const uint64_t *states, size_t count, const uint64_t *state, size_t width) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (p2p_compare(states + middle * width, state, width) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static inline uint8_t *put_number(uint8_t *bytes, uint64_t number) {
  while (number > 127) {
    *bytes++ = (uint8_t)(number | 128);
    number >>= 7;
  }
  *bytes++ = (uint8_t)number;
  return bytes;
}

static inline const uint8_t *get_number(const uint8_t *bytes, uint64_t *number) {
  uint64_t byte = *bytes++, sum = byte & 127;
  for (unsigned shift = 7; byte > 127 && shift < 64; shift += 7) {
    byte = *bytes++;
    sum |= (byte & 127) << shift;
  }
  *number = sum;
  return bytes;
}

/* One word: the difference from the word before, less one. More: which words differ, the difference of the first of them, and
 * of each other one which bytes differ, and these. */
size_t p2p_encode(const uint64_t *states, size_t count, size_t width, uint8_t *bytes) {
  uint8_t *at = bytes;
  if (width == 1) {
    uint64_t last = ~(uint64_t)0;
    for (size_t i = 0; i < count; i++) {
      at = put_number(at, states[i] - last - 1);
      last = states[i];
    }
    return (size_t)(at - bytes);
  }
  for (size_t i = 0; i < count; i++) {
    const uint64_t *state = states + i * width, *before = state - width;
    uint8_t *mask = at;
    size_t mask_size = (width + 7) / 8;
    memset(mask, 0, mask_size);
    at += mask_size;
    int is_first = 1;
    for (size_t word = 0; word < width; word++) {
      uint64_t known = i ? before[word] : 0;
      if (state[word] == known) continue;
      mask[word / 8] |= (uint8_t)(1u << word % 8);
      if (is_first) {
        at = put_number(at, state[word] - known);
        is_first = 0;
        continue;
      }
      uint64_t difference = state[word] ^ known;
      uint8_t *which = at++;
      *which = 0;
      for (unsigned byte = 0; byte < 8; byte++)
        if (difference >> 8 * byte & 255) {
          *which |= (uint8_t)(1u << byte);
          *at++ = (uint8_t)(difference >> 8 * byte);
        }
    }
  }
  return (size_t)(at - bytes);
}

int p2p_decode(const uint8_t *bytes, size_t size, uint64_t *states, size_t count, size_t width) {
  const uint8_t *at = bytes, *end = bytes + size;
  if (width == 1) {
    uint64_t last = ~(uint64_t)0, difference;
    for (size_t i = 0; i < count; i++) {
      if (at >= end) return 0;
      at = get_number(at, &difference);
      last += difference + 1;
      states[i] = last;
    }
    return at == end;
  }
  size_t mask_size = (width + 7) / 8;
  for (size_t i = 0; i < count; i++) {
    if (at >= end) return 0;
    uint64_t *state = states + i * width, *before = state - width;
    const uint8_t *mask = at;
    at += mask_size;
    int is_first = 1;
    for (size_t word = 0; word < width; word++) {
      uint64_t known = i ? before[word] : 0;
      if (mask[word / 8] >> word % 8 & 1) {
        uint64_t difference;
        if (is_first) {
          at = get_number(at, &difference);
          known += difference;
          is_first = 0;
        } else {
          difference = 0;
          uint8_t which = *at++;
          for (unsigned byte = 0; byte < 8; byte++)
            if (which >> byte & 1) difference |= (uint64_t)*at++ << 8 * byte;
          known ^= difference;
        }
      }
      state[word] = known;
    }
  }
  return at == end;
}

uint64_t p2p_checksum(const uint8_t *bytes, size_t size, uint64_t seed) {
  uint64_t sum = p2p_fold(seed ^ 0x9e3779b97f4a7c15u, size ^ 0xd6e8feb86659fd93u);
  while (size >= 16) {
    uint64_t words[2];
    memcpy(words, bytes, sizeof words);
    sum = p2p_fold(words[0] ^ sum, words[1] ^ 0xa0761d6478bd642fu) ^ (sum << 31 | sum >> 33) ^ words[1];
    bytes += 16;
    size -= 16;
  }
  uint64_t rest[2] = {0, 0};
  memcpy(rest, bytes, size);
  sum = p2p_fold(rest[0] ^ sum, rest[1] ^ 0xe7037ed1a0b428dbu) ^ (sum << 31 | sum >> 33) ^ rest[1];
  return sum ^ sum >> 32;
}

void p2p_sift(const p2p_stream *streams, uint32_t *heap, size_t count, size_t position, size_t width) {
  uint32_t moved = heap[position];
  while (1) {
    size_t child = 2 * position + 1;
    if (child >= count) break;
    if (child + 1 < count && p2p_compare(streams[heap[child + 1]].next, streams[heap[child]].next, width) < 0) child++;
    if (p2p_compare(streams[moved].next, streams[heap[child]].next, width) <= 0) break;
    heap[position] = heap[child];
    position = child;
  }
  heap[position] = moved;
}

size_t p2p_merge(
  p2p_stream *streams, uint32_t *heap, size_t count, uint64_t *states, size_t filled, size_t capacity, uint64_t *last,
  int *has_last, size_t width) {
  while (filled < capacity) {
    p2p_stream *stream = streams + heap[0];
    if (stream->next == stream->end) break;
    if (!*has_last || !equal(stream->next, last, width)) {
      copy(states + filled * width, stream->next, width);
      copy(last, stream->next, width);
      *has_last = 1;
      filled++;
    }
    stream->next += width;
    if (stream->next == stream->end) break;
    if (count > 1) p2p_sift(streams, heap, count, 0, width);
  }
  return filled;
}

/* How many of sorted states come before one, of which it is not many. */
static size_t gallop(const uint64_t *states, size_t count, const uint64_t *state, size_t width) {
  size_t step = 1;
  while (step < count && p2p_compare(states + step * width, state, width) < 0) step *= 2;
  size_t first = step / 2, end = step < count ? step : count;
  return first + p2p_lower_bound(states + first * width, end - first, state, width);
}

/* Where one side has far fewer states, the other is passed in leaps. */
enum { FAR = 12 };

void p2p_mark(
  const uint64_t *states, size_t count, size_t *position, p2p_stream *known, uint8_t *marks, size_t width) {
  size_t i = *position;
  const uint64_t *next = known->next, *end = known->end;
  size_t left = count - i, others = (size_t)(end - next) / width;
  if (left == 0 || others == 0) return;
  /* Only those that are no greater than the last state of the other side matter. */
  const uint64_t *last = states + (count - 1) * width;
  size_t met = p2p_compare(end - width, last, width) <= 0 ? others : p2p_lower_bound(next, others, last, width) + 1;
  if (left > met * FAR || met > left * FAR) {
    while (i < count && next < end) {
      if (left > met) i += gallop(states + i * width, count - i, next, width);
      else next += gallop(next, (size_t)(end - next) / width, states + i * width, width) * width;
      if (i == count || next == end) break;
      int order = p2p_compare(states + i * width, next, width);
      if (order == 0) marks[i] = 1;
      if (order <= 0) i++;
      if (order >= 0) next += width;
    }
  } else if (width == 1) {
    while (i < count && next < end) {
      uint64_t state = states[i], other = *next;
      marks[i] |= state == other;
      i += state <= other;
      next += other <= state;
    }
  } else {
    while (i < count && next < end) {
      int order = p2p_compare(states + i * width, next, width);
      if (order == 0) marks[i] = 1;
      if (order <= 0) i++;
      if (order >= 0) next += width;
    }
  }
  *position = i;
  known->next = next;
}

size_t p2p_remove_marked(uint64_t *states, size_t count, const uint8_t *marks, size_t width) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (marks[i]) continue;
    if (kept != i) copy(states + kept * width, states + i * width, width);
    kept++;
  }
  return kept;
}
