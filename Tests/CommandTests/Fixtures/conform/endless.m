-- The step that no log tells of never comes to an end in time.
var x: 0..1000000000;
startstate begin x := 0; end;
rule "count" x < 1000000000 ==> begin x := x + 1; end;
--@ operation wait
rule "wait" x = 1000000000 ==> begin x := 0; end;
