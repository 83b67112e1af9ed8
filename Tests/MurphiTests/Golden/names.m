const SIZE: 3;
type index: 0..SIZE - 1;
type index: 0..1;
var pages: array [index] of 0..2;
  state: enum {idle, busy, idle};
  entry: record owner: index; owner: index; end;

function next(i: index): index;
begin return (i + 1) % SIZE; end;

startstate
  pgaes[0] := 1;
  entry.ower := 0;
  state := next;
  next := 3;
  pages[SIZ] := 0;
  later(1);
  idle := 1;
end;

procedure later(i: index); begin end;
