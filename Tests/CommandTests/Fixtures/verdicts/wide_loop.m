-- Too wide to be explored by its types, and a loop that the prover does not take.
var x: 0 .. 1000000;
startstate begin x := 1; end;
rule "double" x < 10 ==> begin while x < 10 do x := x + x; end; end;
invariant "small" x < 20;
