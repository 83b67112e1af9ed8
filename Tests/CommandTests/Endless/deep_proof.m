-- A number of all values that a word has: runs get longer and longer.
var x: 0 .. 0xffffffffffffffff;
startstate x := 0; end;
rule "step" true ==> x := x + 1; end;
invariant "in range" x >= 0;
