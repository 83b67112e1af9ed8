-- Division and remainder truncate toward zero; a negative count shifts the other way.
-- deadlock: off
-- states: 17
-- firings: 16
type small: -8 .. 8;
var x: small; q: small; r: small;
startstate begin x := -8; q := 0; r := 0; end;
rule "next" x < 8 ==> begin
  x := x + 1;
  q := x / 3;
  r := x % 3;
end;
invariant "division" q * 3 + r = x | x = -8;
invariant "sign of the rest" x >= 0 -> r >= 0;
invariant "shifts" x << 1 = x * 2 & (x >= 0 -> x >> 1 = x / 2) & -3 >> 1 = -2;
invariant "complement" ~x = -x - 1;
