-- A trace of every kind of ending.
type process: scalarset(2);
     place: enum { IDLE, MAPPED, LOST };
var at: array [process] of place; --@ view strip
    count: 0 .. 3;
startstate "boot" for p: process do at[p] := IDLE; end; count := 0; end;

ruleset p: process; n: 1 .. 2 do
  --@ kernel mm/mmap.c do_mmap
  --@ operation mmap 0 n
  rule "map" at[p] = IDLE & count + n <= 3 ==>
  begin
    cover n = 2 "two pages";
    assert count < 2 "fits";
    at[p] := MAPPED; count := count + n;
  end;
end;
ruleset p: process do
  --@ kernel mm/mmap.c do_munmap
  --@ operation munmap
  rule "lose" at[p] = MAPPED & count = 1 ==> begin at[p] := LOST; count := 0; end;
  rule "idle" at[p] = LOST ==> begin end;
  rule "look" at[p] = LOST & 1 / count = 1 ==> begin end;
  rule "divide" at[p] = MAPPED & count = 2 ==> begin count := 3 / (count - 2); end;
end;
invariant "small" forall p: process do at[p] = MAPPED -> count < 2 end;
invariant "divides" forall p: process do at[p] = LOST -> 1 / count = 1 end;
ruleset p: process do
  cover "somebody maps" at[p] = MAPPED;
end;
liveness "home" forall p: process do at[p] = IDLE end;
