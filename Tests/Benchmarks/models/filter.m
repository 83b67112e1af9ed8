-- Peterson's filter lock: N processes climb N - 1 levels, and on each level the last one to arrive waits.
const
  N: 6;

type
  process: scalarset(N);
  level: 0 .. N - 1;
  place: enum { idle, mark, wait, critical };

var
  pc: array [process] of place;
  at: array [process] of level;
  last: array [level] of process;

startstate "all idle" begin
  for p: process do
    pc[p] := idle;
    at[p] := 0;
  end;
end;

ruleset p: process do
  rule "enter" pc[p] = idle ==> begin
    at[p] := 1;
    pc[p] := mark;
  end;

  rule "mark" pc[p] = mark ==> begin
    last[at[p]] := p;
    pc[p] := wait;
  end;

  rule "pass"
    pc[p] = wait & (last[at[p]] != p | forall q: process do q = p | at[q] < at[p] end)
  ==> begin
    if at[p] < N - 1 then
      at[p] := at[p] + 1;
      pc[p] := mark;
    else
      pc[p] := critical;
    end;
  end;

  rule "leave" pc[p] = critical ==> begin
    at[p] := 0;
    pc[p] := idle;
  end;
end;

invariant "mutual exclusion"
  forall p: process do forall q: process do p = q | pc[p] != critical | pc[q] != critical end end;
