-- Thirty ticks until the alarm, unless it is postponed.
-- expect: quiet=violated
type clock: 0 .. (1 << 32) - 1;
var left: clock;
    rings: boolean;

startstate begin left := 29; rings := false; end;

rule "tick" left > 0 ==> begin left := left - 1; end;
rule "postpone" left > 0 & left < 1 << 31 ==> begin left := left + 7; end;
rule "ring" left = 0 ==> begin rings := true; end;

invariant "quiet" !rings;
