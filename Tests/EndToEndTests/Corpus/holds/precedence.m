-- `!` is looser than comparison, `|`, `^`, `&` are levels of their own, `->` is loosest but for `?:`.
-- states: 16
-- firings: 48
var a: boolean; b: boolean; n: 0 .. 3;
startstate begin a := false; b := false; n := 0; end;
rule begin a := !a; end;
rule begin b := !b; end;
rule begin n := (n + 1) % 4; end;
invariant "negation" (! a = b) = (a != b);
invariant "ladder" (a | b && a) = ((a | b) & a) & (a || b & a) = (a | (b & a));
invariant "implication" (a & b -> a | b) & (a -> b) = (!a | b);
invariant "sums" 1 + n * 2 << 1 = (1 + (n * 2)) * 2;
invariant "ternary" (a ? 1 : 2) + n >= 1;
