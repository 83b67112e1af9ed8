const SIZE: 3;
var count: 0 .. SIZ;

startstate count := 0 end;

rule "one" begin count := tru; end;
rule "two" count < 1 ==> cuont := 1; end;
