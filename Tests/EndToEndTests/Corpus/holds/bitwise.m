-- On numbers `&` and `|` are bitwise; they bind more loosely than comparison.
-- states: 256
-- firings: 512
var x: 0 .. 15; y: 0 .. 15;
startstate begin x := 0; y := 0; end;
rule "count" begin x := ((x + 1) & 0xF); end;
rule "fold" begin y := ((x ^ (x >> 1)) & 15); end;
invariant "and or xor" ((x + 0) | (y + 0)) - ((x + 0) & (y + 0)) = (x ^ y);
invariant "hexadecimal" 0xf = 15 & 0XA = 10;
