-- Products of wide numbers: neither proved nor refuted.
type w: 0..0xffffffff;
var a, b, c: w;
startstate begin a := 3; b := 5; c := 1; end;
rule "mix" begin
  a := (a * 2654435761 + b) % 0x100000000;
  b := (b * a + c) % 0x100000000;
  c := (c * c + a * b) % 0x100000000;
end;
invariant "factors" a * b * c != 0x123456789abcdef1;
invariant "squares" (a * a + b * b) % 0xfffffffb != 7;
