-- A rate limiter: tokens come with time up to a burst, each sent byte takes one.
-- expect: not faster than the rate=proved
const BURST: 1 << 20;
type word: 0 .. (1 << 62);
var tokens: 0 .. BURST;
    time, sent: word;

startstate begin tokens := BURST; time := 0; sent := 0; end;

ruleset n: 1 .. 4096 do
  rule "time passes" time + n <= 1 << 60 ==>
  begin time := time + n; tokens := tokens + n > BURST ? BURST : tokens + n; end;
  rule "send" n <= tokens & sent + n <= 1 << 61 ==> begin sent := sent + n; tokens := tokens - n; end;
end;

invariant "not faster than the rate" sent <= time + BURST;
