-- Every operator on small and wide values, with run-time errors on the way.
type
  small: -3 .. 4;
  wide: 0 .. 0xffffffffffffffff;
  top: 0xfffffffffffffff0 .. 0xffffffffffffffff;
var
  x, y: small;
  w: wide;
  t: top;

startstate begin x := 0; y := 1; w := 0; t := 0xfffffffffffffff0; end;

rule "add" x + y <= 4 ==> x := x + y; end;
rule "add too much" begin x := x + y; end;
rule "divide" begin x := x / y; end;
rule "remainder" begin y := y % x; end;
rule "step down" y > -3 ==> y := y - 1; end;
rule "negate" begin x := -x; end;
rule "bits" begin x := (x & 3) | (y & 1); end;
rule "xor" begin y := (x ^ y) & 3; end;
rule "complement" begin x := ~x; end;
rule "shift left" begin y := x << y; end;
rule "shift right" begin y := x >> y; end;
rule "choice" begin x := x < y ? x + 1 : y; end;
rule "wide" w = 0 ==> w := 0xffffffffffffffff; end;
rule "wide step" w > 1 & w < 0xffffffffffffffff - 3 ==> w := 0; end;
rule "wide down" w = 0xffffffffffffffff ==> w := w / 2 + 1; end;
rule "wide product" begin w := w * w * w * 4; end;
rule "top" t < 0xffffffffffffffff ==> t := t + 1 + (w & 2); end;

invariant "x is not 4 while y is 2" !(x = 4 & y = 2);
invariant "an implication" x = 3 -> y > -3;
cover "both negative" x < 0 & y < 0;
