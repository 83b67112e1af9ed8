--@ refines abstract.m
var
  --@ abstracts
  x: 0..1;
startstate x := 0; end;
assume x = 1;
-- abstract model:
var x: 0..1;
startstate x := 0; end;
