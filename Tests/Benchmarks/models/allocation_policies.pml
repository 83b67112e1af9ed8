/* The same transitions as Models/allocation_policies.m. Where that text says "undefined" there is NONE here; a request's
 * number is that of the first one that was not made yet, the only one whose rule is enabled. */
#define PAGES 6
#ifndef ALIGN
#define ALIGN 1
#endif
#define REQUESTS PAGES
#define NONE 31

bool taken[2 * PAGES];
byte first[2 * REQUESTS] = NONE;
byte length[REQUESTS];
bool refused[2];

/* Scratch for the inside of steps; zero between them. */
byte r;
byte o;
byte g;
byte h;

/* The first run of n free pages of pool o that begins at a multiple of align goes to g, or PAGES. */
inline first_fit(n, align) {
  g = 0;
  do
  :: g + n > PAGES -> g = PAGES; break
  :: else ->
     h = 0;
     do
     :: h < n && !taken[o * PAGES + g + h] -> h++
     :: else -> break
     od;
     if
     :: h == n -> break
     :: else -> g = g + align
     fi
  od
}

inline allocate(n) {
  r = 0;
  do
  :: length[r] > 0 -> r++
  :: else -> break
  od;
  o = 0;
  do
  :: o < 2 ->
     g = PAGES;
     if
     :: o == 1 && n >= (1 << ALIGN) -> first_fit(n, (1 << ALIGN))
     :: else
     fi;
     if
     :: g == PAGES -> first_fit(n, 1)
     :: else
     fi;
     if
     :: g < PAGES ->
        first[o * REQUESTS + r] = g;
        h = 0;
        do
        :: h < n -> taken[o * PAGES + g + h] = true; h++
        :: else -> break
        od
     :: else -> refused[o] = true
     fi;
     o++
  :: else -> break
  od;
  length[r] = n;
  assert(!refused[1] || refused[0]);
  r = 0; o = 0; g = 0; h = 0
}

inline release(q) {
  o = 0;
  do
  :: o < 2 ->
     h = 0;
     do
     :: h < length[q] -> taken[o * PAGES + first[o * REQUESTS + q] + h] = false; h++
     :: else -> break
     od;
     first[o * REQUESTS + q] = NONE;
     o++
  :: else -> break
  od;
  o = 0; h = 0
}

#define ALLOCATE(n) !refused[0] && !refused[1] && length[REQUESTS - 1] == 0 -> allocate(n)
#define IS_HELD(q) (length[q] > 0 && first[q] != NONE && first[REQUESTS + q] != NONE)

active proctype pools() {
end:
  do
  :: d_step { ALLOCATE(1) }
  :: d_step { ALLOCATE(2) }
  :: d_step { ALLOCATE(3) }
  :: d_step { ALLOCATE(4) }
  :: d_step { ALLOCATE(5) }
  :: d_step { ALLOCATE(6) }
  :: d_step { IS_HELD(0) -> release(0) }
  :: d_step { IS_HELD(1) -> release(1) }
  :: d_step { IS_HELD(2) -> release(2) }
  :: d_step { IS_HELD(3) -> release(3) }
  :: d_step { IS_HELD(4) -> release(4) }
  :: d_step { IS_HELD(5) -> release(5) }
  od
}
