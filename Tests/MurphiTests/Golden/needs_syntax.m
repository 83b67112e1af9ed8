-- What is needed is one condition.
const LIMIT: 2;
var x: 0 .. 4;

startstate x := 0; end;

--@ needs LIMIT > 1 LIMIT
rule "too much" x < 1 ==> x := 1; end;

--@ needs
rule "nothing" x < 1 ==> x := 1; end;

--@ needs (LIMIT >
rule "half of it" x < 1 ==> x := 1; end;
