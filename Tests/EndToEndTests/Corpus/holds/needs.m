-- What needs a constant says so; it restricts nothing.
-- states: 3
-- firings: 4
const LIMIT: 2;

var x: 0 .. 5;

startstate x := 0; end;

--@ kernel lib/counter.c counter_inc
--@ needs LIMIT > 0
rule "up" x < LIMIT ==> x := x + 1; end;

--@ needs LIMIT > 0 & (LIMIT != 3 -> true)
rule "down" x > 0 ==> x := x - 1; end;

--@ needs LIMIT > 0
invariant "never runs over" x > 0 -> x <= LIMIT;

--@ needs LIMIT >= 1
--@ needs LIMIT <= 5
cover "something is there" x = 1;
