-- `x & 1 = 1` is `x & (1 = 1)`.
-- expect-code: P2P301
var x: 0 .. 3;
startstate begin x := 0; end;
rule x & 1 = 1 ==> begin x := 0; end;
