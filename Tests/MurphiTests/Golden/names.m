const SIZE: 3;
type index: 0..SIZE - 1;
type index: 0..1;
--   ^^^^^ error P2P202: `index` is already declared
--    1 up, `index`: first declared here
var pages: array [index] of 0..2;
  state: enum {idle, busy, idle};
--                         ^^^^ error P2P205: the enum already has a member `idle`
--    here, `idle`: first declared here
  entry: record owner: index; owner: index; end;
--                            ^^^^^ error P2P205: the record already has a field `owner`
--    here, `owner`: first declared here

function next(i: index): index;
begin return (i + 1) % SIZE; end;

startstate
  pgaes[0] := 1;
--^^^^^ error P2P201: `pgaes` is not declared
--    help: did you mean `pages`?
  entry.ower := 0;
  state := next;
--         ^^^^ error P2P203: `next` is a function, not a value
--    6 up, `next`: declared here
  next := 3;
--^^^^ error P2P203: `next` is a function, not a value
--    7 up, `next`: declared here
  pages[SIZ] := 0;
--      ^^^ error P2P201: `SIZ` is not declared
--    help: did you mean `SIZE`?
  later(1);
--^^^^^ error P2P201: `later` is not declared
  idle := 1;
--^^^^ error P2P308: a value cannot be assigned to
end;

procedure later(i: index); begin end;
