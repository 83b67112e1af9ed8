-- Jugs of 11 and 7 litres, a tap, and 1 litre wanted in the larger one.
-- expect: not one litre=violated
var large: 0 .. 11;
    small: 0 .. 7;
    used: 0 .. (1 << 32) - 1;

startstate begin large := 0; small := 0; used := 0; end;

rule "fill the large one" used < 1 << 31 ==> begin used := used + 11 - large; large := 11; end;
rule "fill the small one" used < 1 << 31 ==> begin used := used + 7 - small; small := 7; end;
rule "empty the large one" begin large := 0; end;
rule "empty the small one" begin small := 0; end;
rule "large to small"
var n: 0 .. 11;
begin n := large < 7 - small ? large : 7 - small; large := large - n; small := small + n; end;
rule "small to large"
var n: 0 .. 11;
begin n := small < 11 - large ? small : 11 - large; small := small - n; large := large + n; end;

invariant "not one litre" large != 1;
