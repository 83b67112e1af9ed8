-- A lock with a queue of waiters: a thread that asks waits its turn.
const THREADS: 3;
type thread: scalarset(THREADS);
var
  --@ observe holder
  holder: thread;
  state: array [thread] of enum { IDLE, WAITING, HOLDING };

startstate "free"
begin
  undefine holder;
  for t: thread do state[t] := IDLE end;
end;

ruleset t: thread do
  --@ operation lock
  rule "lock: asks" state[t] = IDLE ==> state[t] := WAITING; end;

  --@ returns
  rule "lock: gets it" state[t] = WAITING & isundefined(holder) ==>
    state[t] := HOLDING;
    holder := t;
  end;

  --@ operation trylock
  --@ returns isundefined(holder)
  rule "trylock" state[t] = IDLE ==>
    if isundefined(holder) then
      state[t] := HOLDING;
      holder := t;
    end;
  end;

  --@ operation unlock
  --@ returns
  rule "unlock" state[t] = HOLDING ==>
    state[t] := IDLE;
    undefine holder;
  end;
end;

invariant "one holder" forall t: thread do forall u: thread do
  state[t] = HOLDING & state[u] = HOLDING -> t = u end end;
