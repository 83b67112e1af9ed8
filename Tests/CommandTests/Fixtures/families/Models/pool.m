-- A pool of slots. Some of it is switched on by constants, and says so.
const
  SLOTS: 1;
  RETURNS: true;
  WAITS: false;

type count: 0 .. 4;

var
  taken: count;
  waiting: boolean;

startstate
  taken := 0;
  waiting := false;
end;

rule "take" taken < SLOTS ==> taken := taken + 1; waiting := false; end;

--@ needs RETURNS
rule "give back" RETURNS & taken > 0 ==> taken := taken - 1; waiting := false; end;

--@ needs WAITS
rule "wait" WAITS & taken = SLOTS ==> waiting := true; end;

--@ needs WAITS
invariant "who waits does so for a reason" waiting -> taken = SLOTS;

invariant "one at a time" taken < 2;

--@ needs SLOTS > 1
cover "two are out" taken = 2;

liveness "everything comes home" taken = 0;
