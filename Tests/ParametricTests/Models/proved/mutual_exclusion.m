-- A token that the one who leaves hands back: nobody waits, somebody enters.
const NODES: 3;

type
  --@ any
  node: scalarset(NODES);
  place: enum {IDLE, TRYING, CRITICAL, EXITING};

var
  at: array [node] of place;
  free: boolean;

startstate
  for n: node do at[n] := IDLE end;
  free := true;
end;

ruleset n: node do
  rule "try" at[n] = IDLE ==> at[n] := TRYING end;
  rule "enter" at[n] = TRYING & free ==> at[n] := CRITICAL; free := false end;
  rule "exit" at[n] = CRITICAL ==> at[n] := EXITING end;
  rule "idle" at[n] = EXITING ==> at[n] := IDLE; free := true end;
end;

invariant "mutual exclusion"
  forall a: node; b: node do a != b & at[a] = CRITICAL -> at[b] != CRITICAL end;
