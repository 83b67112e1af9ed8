-- A window as large as the space of its four-bit numbers: a full window looks like an empty one.
-- expect: the numbers tell how much is under way=violated
const MODULUS: 16;
      WINDOW:  16;
type count: 0 .. (1 << 32);
var sent, known: count;

startstate begin sent := 0; known := 0; end;

rule "send" sent - known < WINDOW & sent < 1 << 31 ==> begin sent := sent + 1; end;
ruleset n: 1 .. 4 do
  rule "acknowledge" n <= sent - known ==> begin known := known + n; end;
end;

invariant "the numbers tell how much is under way"
  ((sent % MODULUS) + MODULUS - (known % MODULUS)) % MODULUS = sent - known;
