-- From everywhere a state in which it holds can be reached again.
-- states: 7
-- firings: 9
var x: 0 .. 5; broken: boolean;
startstate begin x := 0; broken := false; end;
rule "work" !broken ==> begin x := (x + 1) % 6; end;
rule "break" x = 3 ==> begin broken := true; end;
rule "repair" broken ==> begin broken := false; x := 0; end;
liveness "back home" x = 0;
liveness "repaired" !broken;
