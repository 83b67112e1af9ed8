--@ refines abstract.m
var
  --@ abstracts at
  x: enum { IDLE, BUSY };
startstate x := IDLE; end;
rule begin x := BUSY; end;
-- abstract model:
var at: enum { IDLE, WORKING };
startstate at := IDLE; end;
rule begin at := WORKING; end;
