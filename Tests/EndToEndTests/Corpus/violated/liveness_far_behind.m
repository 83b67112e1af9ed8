-- As its sibling that holds, but some get lost on the way.
-- expect: down to zero=violated
-- expect: few are left=explored
-- deadlock: off
const LAST: 40; LOST: 20;
var x: 0 .. LAST;
startstate begin x := LAST; end;
ruleset y: 0 .. LAST - 1 do
  rule "jump" x = LAST ==> begin x := y; end;
end;
rule "down" x > 0 & x < LAST & x != LOST ==> begin x := x - 1; end;
rule "again" x = 0 ==> begin x := LAST; end;
liveness "down to zero" x = 0;
liveness "few are left" x <= LOST;
