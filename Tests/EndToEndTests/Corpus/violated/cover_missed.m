-- expect: seven=violated
-- expect: three=reached
var x: 0 .. 7;
startstate begin x := 0; end;
rule "step" begin x := (x + 1) % 5; end;
cover "seven" x = 7;
cover "three" x = 3;
