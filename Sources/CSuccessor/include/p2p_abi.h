/* The contract between a generated successor function and the search loop. The generated C includes this file and
 * Swift imports it, so a changed signature does not compile on either side. */
#ifndef P2P_ABI_H
#define P2P_ABI_H

#include <stddef.h>
#include <stdint.h>

/* Raised whenever anything below changes; checked after dlopen. */
#define P2P_ABI_VERSION 7

/* What p2p_expand and p2p_inspect find; `subject` and `instance` say where. */
enum {
  P2P_FINDING_INVARIANT = 1,      /* property `subject`, instance `instance` is false in the source state */
  P2P_FINDING_PROPERTY_ERROR = 2, /* evaluating property `subject` in the source state fails, see `property` */
  P2P_FINDING_GUARD_ERROR = 3,    /* evaluating the guard of rule `subject` fails, see `property` */
  P2P_FINDING_RULE_ERROR = 4,     /* firing rule `subject` fails (run-time error or assertion) */
  P2P_FINDING_COVER = 5,          /* cover `subject` holds in the source state */
  P2P_FINDING_COVER_STATEMENT = 6,/* firing rule `subject` reaches the cover statement `property` */
  P2P_FINDING_ASSERTION = 7,      /* firing rule `subject` fails the assertion `property` */
  P2P_FINDING_ORDER = 8           /* something stops the watched iteration `subject`, or P2P_STEPS: the state's orbit is
                                   * not represented by it */
};

/* Whether the search is to end now, at any time and from any thread. A call then returns soon with results that are worth
 * nothing: its caller looks at the word once more. Once raised it stays so. */
static inline int p2p_stopped(const uint32_t *stop) { return *(const volatile uint32_t *)stop != 0; }
static inline void p2p_raise(uint32_t *stop) { *(volatile uint32_t *)stop = 1; }

typedef struct {
  uint32_t kind;
  uint32_t subject;  /* rule or property index */
  uint32_t property; /* property index where the kind names one; where an evaluation fails, 0 or the index plus one
                      * of the assertion it fails in */
  uint32_t reserved;
  uint64_t instance; /* mixed-radix number of the parameters' values, last parameter fastest */
} p2p_finding;

#define P2P_MEASURED 16

/* In place of a watched iteration's index: steps ran out, of which watched iterations take more than others. */
#define P2P_STEPS 0x7ffffffeu

/* Where one worker's successor function leaves its results. Owned by the search loop, one per thread; the arrays
 * grow through p2p_reserve. */
typedef struct p2p_output p2p_output;
struct p2p_output {
  uint64_t *words;       /* count * P2P words: packed (and, if asked, canonical) successors, in firing order */
  uint64_t *hashes;      /* one per successor */
  uint32_t *fair;        /* one per successor, of models with fair rules: the number of the fair instance that leads there,
                          * from 1 on in the order of the model; 0 for any other instance */
  size_t count;
  size_t capacity;       /* in states */
  p2p_finding *findings; /* only kinds not suppressed by `settled` */
  size_t finding_count;
  size_t finding_capacity;
  uint64_t *fired;       /* per rule: firings so far, those to a state that an assumption excludes included */
  uint64_t *stopped;     /* per rule: firings so far that came to no state: they failed, or were dropped */
  uint64_t failures;     /* firings so far that failed, and rule instances whose guard did */
  uint64_t *hits;        /* per property: cover hits, or states in which an implication's premise holds */
  const uint8_t *settled;/* per property: nonzero once no further finding is wanted */
  uint32_t moved;        /* set to 1 if some successor differs from the source state, or something fails */
  uint32_t enabled;      /* number of rule instances of this state that are enabled, or whose guard fails */
  uint32_t failed;       /* set to 1 when memory ran out in p2p_reserve */
  uint32_t canonicalise; /* 1: successors are replaced by their orbit's representative */
  uint32_t only_fires;   /* 1: the source state's properties are not looked at */
  const uint32_t *stop;  /* see p2p_stopped; not NULL */
  uint32_t *blocked;     /* per rule instance, rule by rule: what p2p_examine says of its guard: bit k is set if part k of it
                          * is false, the highest bit if evaluating it fails */
  const uint64_t *selected; /* per rule instance one bit: whether p2p_fire fires it */
  uint32_t *origins;     /* one per successor, in a library that profiles: the rule that leads there */
  uint64_t *ticks;       /* NULL, or in a library that profiles, per rule, and behind them of the properties: the time they took
                          * in the states in which it was measured */
  uint64_t measured;     /* expansions so far while `ticks` is there; one in P2P_MEASURED of them is measured */
  /* Make room for one more state of `width` words, or for one more finding; return 0 and set `failed` if there is
   * no memory. Pointers, so that a generated library needs no symbol of the host. */
  int (*reserve_state)(p2p_output *out, size_t width);
  int (*reserve_finding)(p2p_output *out);
};

/* The host's implementations of the two, and their counterpart that releases the arrays. */
int p2p_reserve_state(p2p_output *out, size_t width);
int p2p_reserve_finding(p2p_output *out);
void p2p_release(p2p_output *out);

/* The functions of a generated library. */
typedef uint32_t (*p2p_version_function)(void);
/* Checks the state's properties (invariants, covers) unless told not to, then fires every enabled rule instance. */
typedef void (*p2p_expand_function)(const uint64_t *state, p2p_output *out);
/* Of a library that is asked for some of the successors only. The first does what p2p_expand does but fire: it says of each
 * guard what is in its way. With `only_fires`, nothing is reported or counted. The second fires the selected instances, whose
 * guards hold. */
typedef void (*p2p_examine_function)(const uint64_t *state, p2p_output *out);
typedef void (*p2p_fire_function)(const uint64_t *state, p2p_output *out);
/* Replaces a packed state by the representative of its orbit. */
typedef void (*p2p_canonicalise_function)(uint64_t *state, const uint32_t *stop);
/* For what is asked of whole runs: 0 if property `property`'s instance is false in a state, 1 if it holds, 2 if evaluating it
 * fails, 3 plus the index of the assertion if it fails in one; `property` plus the number of properties stands for what a
 * `leadsto` leads to; if something stops a watched iteration, -1 minus its index, or minus P2P_STEPS. */
typedef int (*p2p_holds_function)(
  const uint64_t *state, uint32_t property, uint64_t instance, const uint32_t *stop);

/* The two halves of a product, one xor the other. */
static inline uint64_t p2p_fold(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
  uint64_t low = (a & 0xffffffffu) * (b & 0xffffffffu), high = (a >> 32) * (b >> 32);
  uint64_t left = (a >> 32) * (b & 0xffffffffu), right = (a & 0xffffffffu) * (b >> 32);
  uint64_t middle = (low >> 32) + (left & 0xffffffffu) + (right & 0xffffffffu);
  return a * b ^ (high + (left >> 32) + (right >> 32) + (middle >> 32));
#endif
}

/* The hash every part agrees on. */
static inline uint64_t p2p_hash(const uint64_t *words, size_t width) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ width;
  for (size_t i = 0; i < width; i++) {
    hash = p2p_fold(words[i] ^ hash, 0xd6e8feb86659fd93u);
    hash = (hash << 23 | hash >> 41) + 0xa0761d6478bd642fu;
  }
  hash ^= hash >> 32;
  hash *= 0xe7037ed1a0b428dbu;
  return hash ^ hash >> 29;
}

#endif
