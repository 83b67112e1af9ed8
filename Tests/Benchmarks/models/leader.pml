/* The same transitions as leader.m, over channels with one reader and one writer each. */
#ifndef NODES
#define NODES 7
#endif
#define OWN(n) (NODES % 2 == 1 -> (2 * (n)) % NODES + 1 : (n) + 1)

chan cell[NODES] = [1] of { byte };

proctype node(byte n; chan inp, out) {
  byte held = OWN(n);
  byte got;
  xr inp;
  xs out;
end:
  do
  :: atomic { held != 0 && nfull(out) -> out!held; held = 0 }
  :: atomic {
       held == 0 && nempty(inp) -> inp?got;
       if
       :: got > OWN(n) -> held = got
       :: got == OWN(n) -> assert(OWN(n) == NODES)
       :: else
       fi;
       got = 0
     }
  od
}

init {
  byte n = 0;
  atomic {
    do
    :: n < NODES -> run node(n, cell[(n + NODES - 1) % NODES], cell[n]); n++
    :: else -> break
    od
  }
}
