-- The greatest common divisor by subtraction, of two multiples of eight.
-- expect: both stay multiples=proved, neither is zero=proved
type word: 0 .. (1 << 32) - 1;
var x, y: word;

ruleset a: 1 .. (1 << 29) - 1; b: 1 .. (1 << 29) - 1 do
  startstate begin x := 8 * a; y := 8 * b; end;
end;

rule "left" x > y ==> begin x := x - y; end;
rule "right" y > x ==> begin y := y - x; end;

invariant "both stay multiples" x % 8 = 0 & y % 8 = 0;
invariant "neither is zero" x > 0 & y > 0;
