-- Sixteen million start states, none of which counts.
var a: 0..60000;
ruleset i: 0..16777210 do startstate begin assume false; a := 0; end; end;
rule "step" true ==> begin a := (a + 1) % 60001; end;
invariant "in range" a <= 60000;
