-- `clear` gives the lowest value of every part.
-- states: 2
-- firings: 4
type e: enum { low, high };
var x: 2 .. 9; y: -3 .. 3; z: e; a: array [e] of record b: boolean; c: 1 .. 2; end;
startstate begin clear x; clear y; clear z; clear a; end;
rule "change" begin x := 9; y := 3; z := high; a[low].c := 2; end;
rule "again" begin clear x; clear y; clear z; clear a; end;
invariant "lowest together" x = 2 -> y = -3 & z = low & a[low].c = 1 & !a[high].b;
