/* The same transitions as allocator.m. Where that text says "undefined" there is NONE here; each invariant is asserted
 * in the steps that could break it, which is the cheapest way Spin has. */
#ifndef PAGES
#define PAGES 12
#endif
#ifndef THREADS
#define THREADS 2
#endif
#define MAX_LENGTH 4
#define NONE 31
#define IDLE 0
#define INSERT 1
#define MAPPED 2
#define UNWIND 3

bool taken[PAGES];
byte ref[PAGES];
byte pc[THREADS];
byte addr[THREADS] = NONE;
byte size[THREADS] = NONE;
byte idx[THREADS] = NONE;
byte pin[THREADS] = NONE;

/* Scratch for the inside of steps; zero between them. */
byte first;
byte i;
byte available;

#define t _pid

inline put_page(p) {
  assert(ref[p] > 0 && taken[p]);
  ref[p] = ref[p] - 1;
  if
  :: ref[p] == 0 -> taken[p] = false
  :: else
  fi
}

/* The lowest aligned run of n free pages goes to `first`, or PAGES. */
#define ALLOCATE(n) \
  d_step { \
    pc[t] == IDLE -> \
    first = 0; \
    available = 0; \
    do \
    :: first + n > PAGES -> first = PAGES; break \
    :: else -> \
       available = 1; \
       i = 0; \
       do \
       :: i < n && taken[first + i] -> available = 0; break \
       :: i < n && !taken[first + i] -> i++ \
       :: else -> break \
       od; \
       if \
       :: available -> break \
       :: else -> first = first + n \
       fi \
    od; \
    if \
    :: first < PAGES -> \
       i = 0; \
       do \
       :: i < n -> taken[first + i] = true; i++ \
       :: else -> break \
       od; \
       addr[t] = first; \
       size[t] = n; \
       idx[t] = 0; \
       pc[t] = INSERT \
    :: else \
    fi; \
    first = 0; \
    i = 0; \
    available = 0 \
  }

#define PIN(p) \
  d_step { \
    pin[t] == NONE && p < PAGES && ref[(p < PAGES -> p : 0)] > 0 -> \
    pin[t] = p; \
    ref[p] = ref[p] + 1; \
    assert(ref[p] <= 3 && taken[p]) \
  }

active [THREADS] proctype user() {
end:
  do
  :: ALLOCATE(1)
  :: ALLOCATE(2)
  :: ALLOCATE(3)
  :: ALLOCATE(4)
  :: d_step {
       pc[t] == INSERT ->
       assert(taken[addr[t] + idx[t]]);
       ref[addr[t] + idx[t]] = 1;
       idx[t] = idx[t] + 1;
       if
       :: idx[t] == size[t] ->
          pc[t] = MAPPED;
          assert(ref[addr[t]] > 0 && ref[addr[t] + size[t] - 1] > 0)
       :: else
       fi
     }
  :: d_step {
       pc[t] == INSERT ->
       i = idx[t];
       do
       :: i < size[t] -> taken[addr[t] + i] = false; i++
       :: else -> break
       od;
       i = 0;
       pc[t] = UNWIND
     }
  :: d_step { pc[t] == MAPPED -> pc[t] = UNWIND }
  :: d_step {
       pc[t] == UNWIND && idx[t] > 0 ->
       idx[t] = idx[t] - 1;
       put_page(addr[t] + idx[t])
     }
  :: d_step {
       pc[t] == UNWIND && idx[t] == 0 ->
       pc[t] = IDLE;
       addr[t] = NONE;
       size[t] = NONE;
       idx[t] = NONE
     }
  :: PIN(0)
  :: PIN(1)
  :: PIN(2)
  :: PIN(3)
  :: PIN(4)
  :: PIN(5)
  :: PIN(6)
  :: PIN(7)
  :: PIN(8)
  :: PIN(9)
  :: PIN(10)
  :: PIN(11)
  :: d_step { pin[t] != NONE -> put_page(pin[t]); pin[t] = NONE }
  od
}
