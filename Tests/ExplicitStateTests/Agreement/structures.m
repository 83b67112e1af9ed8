-- Records, arrays, functions, references, loops, undefined values.
const N: 3;
type
  index: 0 .. N - 1;
  colour: enum { red, green, blue };
  cell: record c: colour; n: 0 .. 3; on: boolean; end;
  row: array [index] of cell;
var
  a, b: row;
  chosen: index;
  count: 0 .. 9;

function total(r: row): 0 .. 9;
var sum: 0 .. 9;
begin
  sum := 0;
  for i: index do sum := sum + r[i].n end;
  return sum;
end;

procedure bump(var c: cell; amount: 0 .. 3);
begin
  if c.n + amount > 3 then c.n := 0; else c.n := c.n + amount; end;
  switch c.c
    case red: c.c := green;
    case green: c.c := blue;
    else c.c := red;
  end;
end;

function find(c: colour): index;
begin
  for i: index do if a[i].c = c then return i end end;
end;

function sum_to(n: 0 .. 9): 0 .. 60;
begin
  if n = 0 then return 0 end;
  return n + sum_to(n - 1);
end;

startstate
begin
  for i: index do a[i].c := red; a[i].n := 0; a[i].on := false; end;
  undefine b;
  chosen := 0; count := 0;
end;

ruleset i: index; amount: 1 .. 2 do
  rule "bump" a[i].n < 3 ==> bump(a[i], amount); end;
end;
rule "copy" !isundefined(b[0].n) | count = 0 ==> b := a; count := total(a); end;
rule "compare" b = a & b != a ==> error "both"; end;
rule "same" b[0] = a[0] ==> chosen := 1; end;
rule "find blue" begin chosen := find(blue); end;
rule "alias" begin alias me: a[chosen]; twice: me.n * 2 do me.on := twice > 2; end; end;
rule "undefine" a[0].n = 3 & a[1].n = 3 ==> undefine b[chosen].n; end;
rule "clear" a[2].n = 3 ==> clear a[2]; end;
rule "while"
var k: 0 .. 9;
begin
  k := 0;
  while k < count do k := k + 2; end;
  count := k;
end;
rule "recursion" count < 9 ==> count := sum_to(count) % 10; end;
rule "downwards"
begin
  for i := N - 1 to 0 by -1 do a[i].on := i % 2 = 0; end;
  assert "chosen is small" chosen < 2;
  assume count != 8;
  cover "count is seven" count = 7;
end;
rule "read undefined" isundefined(b[chosen].n) ==> count := b[chosen].n; end;
ruleset c: colour do
  invariant "few" !(forall i: index do a[i].c = c & a[i].n = 3 end);
end;
invariant "if on" forall i: index do a[i].on -> a[i].n >= 0 end;
assume a[0].n + a[1].n < 6;
