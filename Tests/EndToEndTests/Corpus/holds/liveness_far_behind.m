-- States found early lead to the goal through states found before them, one by one.
const LAST: 40;
var x: 0 .. LAST;
startstate begin x := LAST; end;
ruleset y: 0 .. LAST - 1 do
  rule "jump" x = LAST ==> begin x := y; end;
end;
rule "down" x > 0 & x < LAST ==> begin x := x - 1; end;
rule "again" x = 0 ==> begin x := LAST; end;
liveness "down to zero" x = 0;
