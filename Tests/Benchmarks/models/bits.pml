/* The same transitions as bits.m. */
#ifndef WIDTH
#define WIDTH 12
#endif
#ifndef STEPS
#define STEPS 600
#endif
#ifndef MASK
#define MASK 4095
#endif

unsigned x : 12;
short y;

active proctype bits() {
end:
  do
  :: d_step { x = ((x << 1) & MASK) | (x >> (WIDTH - 1)); assert(y < STEPS) }
  :: d_step { x = x ^ 1; assert(y < STEPS) }
  :: d_step { y = (y + 1) % STEPS; assert(y < STEPS) }
  :: d_step { x = (x ^ y) & MASK; y = (7 * y + x) % STEPS; assert(y < STEPS) }
  od
}
