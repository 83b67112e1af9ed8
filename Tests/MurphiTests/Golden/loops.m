const N: 3;
var n: 0..N; m: 1..N; d: -2..2; x: 0..9;
function length(): 0..N; begin return n; end;
startstate n := 0; m := 1; d := 0; x := 0; end;
rule "may count down" begin
  for i := 0 to n - 1 do x := 0; end;
--         ^^^^^^^^^^ warning P2P508: from `0` to `n - 1` counts down when the second is less
--    help: put it under `if 0 <= n - 1`, and say which way it goes: `by 1`, or `by -1`
  for i := n to N - 1 do x := 0; end;
--         ^^^^^^^^^^ warning P2P508: from `n` to `N - 1` counts down when the second is less
--    help: put it under `if n <= N - 1`, and say which way it goes: `by 1`, or `by -1`
  for i := 1 to length() do x := 0; end;
--         ^^^^^^^^^^^^^ warning P2P508: from `1` to `length()` counts down when the second is less
--    help: put it under `if 1 <= length()`, and say which way it goes: `by 1`, or `by -1`
  for i := n to m do x := 0; end;
--         ^^^^^^ warning P2P508: from `n` to `m` counts down when the second is less
--    help: put it under `if n <= m`, and say which way it goes: `by 1`, or `by -1`
  for i := 0 to n / 2 - 1 do x := 0; end;
--         ^^^^^^^^^^^^^^ warning P2P508: from `0` to `n / 2 - 1` counts down when the second is less
--    help: put it under `if 0 <= n / 2 - 1`, and say which way it goes: `by 1`, or `by -1`
  for i := 0 to d % 2 do x := 0; end;
--         ^^^^^^^^^^ warning P2P508: from `0` to `d % 2` counts down when the second is less
--    help: put it under `if 0 <= d % 2`, and say which way it goes: `by 1`, or `by -1`
  x := (exists i := 2 * m to N do x = i end) ? 1 : 0;
--                  ^^^^^^^^^^ warning P2P508: from `2 * m` to `N` counts down when the second is less
--    help: put it under `if 2 * m <= N`, and say which way it goes: `by 1`, or `by -1`
end;
rule "counts up" begin
  for i := 0 to n do x := 0; end;
  for i := n to N do x := 0; end;
  for i := 0 to m - 1 do x := 0; end;
  for i := n + 1 to n + m do x := 0; end;
  for i := 0 - n to n do x := 0; end;
  for i := 0 to n % 2 do x := 0; end;
  for i := 0 to N - 1 do x := 0; end;
end;
rule "says where it goes" n > 0 ==> begin
  for i := 0 to n - 1 by 1 do x := 0; end;
  for i := n to 0 by -1 do x := 0; end;
end;
