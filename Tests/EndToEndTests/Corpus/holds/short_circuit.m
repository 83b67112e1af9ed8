-- The right side is not evaluated when the left one decides.
-- states: 4
-- firings: 8
var x: 0 .. 3; d: 0 .. 2;
startstate begin undefine x; d := 0; end;
rule "set" isundefined(x) | x = 1 ==> begin x := 2; end;
rule "unset" !isundefined(x) & x = 2 ==> begin undefine x; end;
rule "divide" d != 0 && 2 / d = 1 ==> begin d := 0; end;
rule "up" d = 0 ==> begin d := 2; end;
invariant "implication" d != 0 -> 4 / d = 2;
invariant "ternary" (d = 0 ? 1 : 4 / d) >= 1;
