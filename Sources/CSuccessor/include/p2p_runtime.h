/* What every generated successor function shares: value types, failure, and the choice of an orbit's representative. */
#ifndef P2P_RUNTIME_H
#define P2P_RUNTIME_H

#include "p2p_abi.h"

#include <string.h>
#if !defined(__x86_64__) && !defined(__i386__) && !defined(__aarch64__)
#include <time.h>
#endif

#define P2P_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define P2P_LIKELY(x) __builtin_expect(!!(x), 1)

/* How an evaluation ended. */
enum { P2P_OK = 0, P2P_FAILED = 1, P2P_DROPPED = 2, P2P_ASSERTION_FAILED = 3 };

/* Limits of the reference interpreter. */
#define P2P_FUEL (1 << 20)
#define P2P_MAXIMUM_DEPTH 1000

/* One evaluation; cover statements reached on the way are noted in `covers`. */
typedef struct {
  int status;
  uint32_t property; /* with P2P_ASSERTION_FAILED */
  int64_t fuel;
  int depth;
  uint8_t *covers; /* per property, or NULL */
  int watch;       /* the watched iteration that is being executed, counted from 1; 0 outside of any */
  const uint32_t *stop;
} p2p_context;

/* Ends an evaluation; every generated function has a label `fail`. */
#define P2P_FAIL(how) do { c->status = (how); goto fail; } while (0)
#define P2P_REQUIRE(condition) do { if (P2P_UNLIKELY(!(condition))) P2P_FAIL(P2P_FAILED); } while (0)
#define P2P_SPEND(steps) do { \
    if (P2P_UNLIKELY((steps) > c->fuel)) { P2P_OUT_OF_STEPS; P2P_FAIL(P2P_FAILED); } \
    c->fuel -= (int64_t)(steps); \
  } while (0)
/* Ends an evaluation for whose end nobody waits: between pieces of work that may be long. */
#define P2P_POLL() do { if (P2P_UNLIKELY(p2p_stopped(c->stop))) P2P_FAIL(P2P_FAILED); } while (0)

/* A clock that is quick to read, in units of its own. */
static inline uint64_t p2p_ticks(void) {
#if defined(__x86_64__) || defined(__i386__)
  return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
#endif
}

/* Adds what passed since the last time, but for reading the clock. */
#define P2P_TICK(index) do { \
    uint64_t now = p2p_ticks(), passed = now - last; \
    out->ticks[index] += passed > cost ? passed - cost : 0; \
    last = now; \
  } while (0)

/* Generated code that watches iterations defines P2P_WATCHES. */
#ifdef P2P_WATCHES
#define P2P_OUT_OF_STEPS if (!c->watch) c->watch = (int)P2P_STEPS + 1
#else
#define P2P_OUT_OF_STEPS
#endif

/* Values of more than 64 bits; most models have none, and need no compiler that knows them. */
#ifdef __SIZEOF_INT128__

typedef __int128 p2p_wide;
typedef unsigned __int128 p2p_code;

#define P2P_WIDE(high, low) ((p2p_wide)((p2p_code)(uint64_t)(high) << 64 | (uint64_t)(low)))

/* Shifts by 128 or more, either way, give 0. */
static inline p2p_wide p2p_shift_right(p2p_wide value, p2p_wide count) {
  return count > 127 ? 0 : value >> (int)count;
}

/* value * 2^count; 0 if that leaves 128 bits although the count is below 128. */
static inline int p2p_shift_left(p2p_wide value, p2p_wide count, p2p_wide *result) {
  *result = count > 127 ? 0 : (p2p_wide)((p2p_code)value << (int)count);
  return count > 127 || *result >> (int)count == value;
}

#endif

static inline uint64_t p2p_mix(uint64_t salt, uint64_t value) {
  return p2p_fold(value + 0x9e3779b97f4a7c15u, salt | 1) * 0xd6e8feb86659fd93u ^ salt;
}

static inline void p2p_report(p2p_output *out, uint32_t kind, uint32_t subject, uint32_t property, uint64_t instance) {
  if (p2p_stopped(out->stop) || !out->reserve_finding(out)) return;
  p2p_finding *finding = &out->findings[out->finding_count++];
  finding->kind = kind;
  finding->subject = subject;
  finding->property = property;
  finding->reserved = 0;
  finding->instance = instance;
}

/* Whether evaluating a condition failed; dropped by an assumption, it is merely false. */
static inline int p2p_condition_failed(const p2p_context *c) {
  return c->status != P2P_OK && c->status != P2P_DROPPED;
}

/* Reports that an evaluation was stopped in a watched iteration, and says whether it was. */
static inline int p2p_order_matters(const p2p_context *c, p2p_output *out) {
  if (P2P_LIKELY(!c->watch)) return 0;
  p2p_report(out, P2P_FINDING_ORDER, (uint32_t)c->watch - 1, 0, 0);
  return 1;
}

/* What a finding about a failed evaluation names: 0, or one more than the assertion's index. */
static inline uint32_t p2p_failed_assertion(const p2p_context *c) {
  return c->status == P2P_ASSERTION_FAILED ? c->property + 1 : 0;
}

#endif
