--@ refines counter.m in 2 steps
var
  --@ abstracts coutn
  x: 0..3;
startstate x := 0; end;
rule "up" x < 3 ==> x := x + 1; end;
