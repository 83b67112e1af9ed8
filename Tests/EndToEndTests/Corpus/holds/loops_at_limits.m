-- Rulesets, loops, quantifiers and arrays that end where 64 bits do.
-- rumur: skip, its numbers have 64 bits
type
  top: 9223372036854775805 .. 9223372036854775807;
  most: 18446744073709551614 .. 18446744073709551615;
  least: -9223372036854775808 .. -9223372036854775806;
var
  steps: 0 .. 4;
  a: array [top] of boolean; b: array [most] of boolean; c: array [least] of boolean;
  k: top; l: most; q: least;
  a_step: -4611686018427387904 .. 4611686018427387904;
startstate
  steps := 0;
  for i: top do a[i] := false end;
  for i: most do b[i] := i = 18446744073709551615 end;
  for i: least do c[i] := true end;
  a_step := -4611686018427387904;
  k := 9223372036854775807; l := 18446744073709551614; q := -9223372036854775808;
end;
rule "loops" steps < 4 ==>
var n: 0 .. 20;
begin
  n := 0;
  steps := steps + 1;
  for i := 9223372036854775805 to 9223372036854775807 by 1 do n := n + 1 end;
  for i := -9223372036854775806 to -9223372036854775808 by -1 do n := n + 1 end;
  for i := 18446744073709551613 to 18446744073709551615 by 2 do n := n + 1 end;
  for i := 5 to 5 by 18446744073709551615 do n := n + 1 end;
  for i := -4611686018427387903 to 4611686018427387903 by 9223372036854775806 do n := n + 1 end;
  for i := a_step to -a_step by 2305843009213693952 do n := n + 1 end;
  assert n = 16 "each loop goes as often as it says";
end;
rule "again" begin steps := (steps + 1) % 5; end;
ruleset i: top; j: most; h := -9223372036854775806 to -9223372036854775808 by -1 do
  rule "set" !a[i] & b[j] ==> a[i] := true; k := i; l := j; q := h; end;
end;
rule "big" k > 9223372036854775805 ==>
  switch k - 1 case 9223372036854775806: steps := 0; else steps := 1; end;
end;
invariant "forall" forall i: top do i >= 9223372036854775805 & (k = i -> k + 1 > i) end;
invariant "folds"
  (sum i: top do 1 end) = 3 & (count i: least do c[i] end) = 3
  & (max i: most do i end) = 18446744073709551615 & (min i: least do i end) = -9223372036854775808;
invariant "negation" -(min i: least do i end) > 0 & q / -1 > 0 & q % -1 = 0;
invariant "exists" exists i := 9223372036854775805 to 9223372036854775807 by 1 do i = k end;
invariant "shifts" (k << 1) / 2 = k & (l >> 1) < 9223372036854775808 & ((-1) >> 70) = -1 & (q >> 1) * 2 <= q;
