/* The same transitions as filter.m. `last` starts as NOBODY where the Murphi text has "undefined". */
#ifndef N
#define N 6
#endif
#define NOBODY 15
#define IDLE 0
#define MARK 1
#define WAIT 2
#define CRITICAL 3

byte pc[N];
byte at[N];
byte last[N] = NOBODY;
byte critical;

#define BELOW(k) ((k) >= N || (k) == _pid || at[((k) < N -> (k) : 0)] < at[_pid])
#define ALL_BELOW (BELOW(0) && BELOW(1) && BELOW(2) && BELOW(3) && BELOW(4) && BELOW(5))

active [N] proctype climber() {
end:
  do
  :: d_step { pc[_pid] == IDLE -> at[_pid] = 1; pc[_pid] = MARK }
  :: d_step { pc[_pid] == MARK -> last[at[_pid]] = _pid; pc[_pid] = WAIT }
  :: d_step {
       pc[_pid] == WAIT && (last[at[_pid]] != _pid || ALL_BELOW) ->
       if
       :: at[_pid] < N - 1 -> at[_pid]++; pc[_pid] = MARK
       :: else -> pc[_pid] = CRITICAL; critical++; assert(critical == 1)
       fi
     }
  :: d_step { pc[_pid] == CRITICAL -> critical--; at[_pid] = 0; pc[_pid] = IDLE }
  od
}
