type n: 0..3;
var count: n;
startstate count := 0; end;
rule "up" count < 3 ==> count := count + 1; end;
rule "down" count > 0 ==> count := count - 1; end;
