--@ refines a.m
var x: 0..1;
--@ abstracts x
function f(): 0..1; begin x := 0; return x; end;
startstate x := 0; end; rule begin x := 1 - x; end;
