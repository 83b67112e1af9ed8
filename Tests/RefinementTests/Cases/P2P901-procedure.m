--@ refines a.m
var x: 0..1;
--@ abstracts x
procedure f(); begin end;
startstate x := 0; end; rule begin x := 1 - x; end;
