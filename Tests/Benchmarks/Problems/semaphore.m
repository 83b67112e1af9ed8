-- A counting semaphore: permits, holders, and those who sleep.
-- expect: no more holders than permits=proved
type count: 0 .. (1 << 64) - 1;
var permits, free, holders, asleep: count;

ruleset n: count do
  startstate begin permits := n; free := n; holders := 0; asleep := 0; end;
end;

rule "down" free > 0 ==> begin free := free - 1; holders := holders + 1; end;
rule "sleep" free = 0 & asleep < (1 << 64) - 1 ==> begin asleep := asleep + 1; end;
rule "up" holders > 0 & asleep = 0 ==> begin free := free + 1; holders := holders - 1; end;
rule "hand over" holders > 0 & asleep > 0 ==> begin asleep := asleep - 1; end;

invariant "no more holders than permits" holders <= permits;
