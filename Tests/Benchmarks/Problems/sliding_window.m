-- Go-back-N with sequence numbers modulo 2^32 and 64-bit counts beside them.
-- expect: the numbers follow the counts=proved, the window is not exceeded=proved
const WINDOW: 1 << 16;
type number: 0 .. (1 << 32) - 1;
     count: 0 .. (1 << 64) - 1;
var next, acked: number;
    sent, known: count;

startstate begin next := 0; acked := 0; sent := 0; known := 0; end;

rule "send" ((next - acked) & 0xffffffff) < WINDOW & sent < (1 << 63) ==>
begin next := (next + 1) & 0xffffffff; sent := sent + 1; end;
ruleset n: 1 .. WINDOW do
  rule "acknowledge" n <= ((next - acked) & 0xffffffff) ==>
  begin acked := (acked + n) & 0xffffffff; known := known + n; end;
end;
rule "time out" begin next := acked; sent := known; end;

invariant "the numbers follow the counts" (sent & 0xffffffff) = next & (known & 0xffffffff) = acked;
invariant "the window is not exceeded" known <= sent & sent <= known + WINDOW;
