-- Sequential processes, and what can be wrong with them.
type cpu: 0 .. 1;
var x: 0 .. 3;
startstate x := 0; end;

process c: cpu at pc
var mine: 0 .. 3;
begin
first:
  x := 1;
  await x = 1;
--^^^^^ error P2P104: `await` stands behind the beginning of a step
--    help: others run where a step ends: put a label before it
second: await x; x := mine;
--            ^ error P2P302: the right side of `&&` must be boolean, not `0..3`
--    help: compare it, for example with `!= 0`
  goto nowhere;
second (i: cpu): x := j; if x = 1 then third: x := 2; end;
--                                     ^^^^^ error P2P104: a label within a statement
--    help: let the statement go to a step that begins with it, by `goto`
third: goto first
fourth: x := 2;
end;

process at where
--         ^^^^^ error P2P301: `enum {here, first, where_done}` cannot be compared with `enum {first, second, third, fourth, ...}`
--    here, `where`: this is `enum {here, first, where_done}`
--    4 down, `first`: this is `enum {first, second, third, fourth, ...}`
begin
  x := 2;
--^ error P2P104: expected a label and `:`, found `x`
here: x := 1;
--:1-4 error P2P301: `enum {first, second, third, fourth, ...}` cannot be assigned to `enum {here, first, where_done}`
--    3 up, `where`: this is `enum {here, first, where_done}`
--    1 down, `first`: this is `enum {first, second, third, fourth, ...}`
first: x := pc[0];
--:1-5 error P2P202: `first` is already declared
--    14 up, `first`: first declared here
--     ^^^^^^^^^^ error P2P301: `enum {first, second, third, fourth, ...}` cannot be assigned to `0..3`
--    here, `x`: this is `0..3`
--    here, `pc[0]`: this is `enum {first, second, third, fourth, ...}`
end;

process d: cpu at where_d
var own: 0 .. 3;
begin
hides (d: cpu): own := 1;
--     ^ error P2P202: `d` is a name that a process needs here
--    3 up, `d`: here it is needed
--    help: choose another one
again: for own: cpu do x := 1 end; goto again;
last: if exists where_d: cpu do x = 1 end then goto last end;
end;

procedure outside();
begin
  goto first;
--^^^^ error P2P104: `goto` stands outside of a process
end;

process nobody begin end;
--      ^^^^^^ error P2P104: expected `at` and the name of the program counter, found `nobody`

process p := 0 to 1 at spread
begin
apart: x := p;
end;

invariant "names are there" pc[0] = fourth | mine[1] = 2 | where = where_done;
