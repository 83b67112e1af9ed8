-- What is asked of whole runs stays open; evaluating it fails somewhere, which is found.
var a: 0..9; b: 0..9; t: array[0..8] of boolean;
startstate begin a := 0; b := 0; for i: 0..8 do t[i] := true; end; end;
rule "a" a < 9 ==> begin a := a + 1; end;
rule "b" b < 9 ==> begin b := b + 1; end;
liveness "again" t[a] & a = 0;
invariant "small" a + b < 15;
