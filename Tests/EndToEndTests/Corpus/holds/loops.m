-- `for` over types, ranges with steps up and down, and `while`.
-- states: 5
-- firings: 5
type node: enum { a, b, c };
var sum: 0 .. 40; down: 0 .. 40; n: 0 .. 3; seen: array [node] of boolean;
startstate begin sum := 0; down := 0; n := 0; clear seen; end;
rule "run"
var k: 0 .. 10;
begin
  sum := 0;
  for i := 0 to n do sum := sum + i; end;
  for i := 0 to 6 by 2 do sum := sum + i; end;
  down := 0;
  for i := 5 to 1 by -2 do down := down + i; end;
  k := n;
  while k > 0 do k := k - 1; down := down + 1; endwhile;
  for x: node do seen[x] := !seen[x]; endfor;
  n := (n + 1) % 4;
end;
invariant "sums" sum = 0 | sum >= 12;
invariant "down" down = 0 | down >= 9;
