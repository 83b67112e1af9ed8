-- A lock that opens after sixteen bits in the right order.
-- expect: locked=violated
var bits: 0 .. 0xffff;
    length: 0 .. (1 << 32) - 1;

startstate begin bits := 0; length := 0; end;

ruleset b: 0 .. 1 do
  rule "press" length < (1 << 32) - 1 ==> begin bits := (bits * 2 + b) & 0xffff; length := length + 1; end;
end;

invariant "locked" bits != 0xb5c3;
