-- Steps of twelve and of twenty, modulo 2^32, never leave the multiples of four.
-- expect: a multiple of four=proved
const MODULUS: 1 << 32;
var x: 0 .. MODULUS - 1;

startstate begin x := 8; end;

rule "twelve" begin x := (x + 12) % MODULUS; end;
rule "twenty" begin x := (x + 20) % MODULUS; end;
rule "double" begin x := (x + x) % MODULUS; end;

invariant "a multiple of four" x % 4 = 0;
