-- The unreachable states 4 and 5 satisfy the invariant for ever or lead to 6: an induction sees that only on runs that
-- visit no state twice.
-- states: 2
-- firings: 2
var x: 0 .. 7;
startstate x := 0; end;
rule "there" x = 0 | x = 4 ==> x := x + 1; end;
rule "back" x = 1 | x = 5 ==> x := x - 1; end;
rule "bad" x = 5 ==> x := 6; end;
invariant "never 6" x != 6;
