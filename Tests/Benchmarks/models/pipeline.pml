/* The same transitions as pipeline.m, over channels with one reader and one writer each. */
#ifndef STAGES
#define STAGES 6
#endif
#ifndef ITEMS
#define ITEMS 4
#endif

chan cell[STAGES + 1] = [1] of { byte };

proctype source(chan out) {
  byte made = 0;
  xs out;
end:
  do
  :: atomic { nfull(out) -> out!(made % ITEMS + 1); made = made % ITEMS + 1 }
  od
}

proctype worker(chan inp, out) {
  byte busy = 0;
  bool done = false;
  xr inp;
  xs out;
end:
  do
  :: atomic { busy == 0 && nempty(inp) -> inp?busy }
  :: atomic { busy != 0 && !done -> done = true }
  :: atomic { done && nfull(out) -> out!busy; busy = 0; done = false }
  od
}

proctype sink(chan inp) {
  byte taken = 0;
  byte got = 0;
  xr inp;
end:
  do
  :: atomic { nempty(inp) -> inp?got; assert(got == taken % ITEMS + 1); taken = got; got = 0 }
  od
}

init {
  byte s = 0;
  atomic {
    run source(cell[0]);
    do
    :: s < STAGES -> run worker(cell[s], cell[s + 1]); s++
    :: else -> break
    od;
    run sink(cell[STAGES])
  }
}
