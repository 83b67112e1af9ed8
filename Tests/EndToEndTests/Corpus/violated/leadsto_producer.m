-- expect: what is produced is consumed=explored
-- expect: the buffer is full again and again=violated
-- rumur: skip, it has no leadsto
-- A producer that may rest, and a consumer that may not.
const SIZE: 2;
var
  filled: 0 .. SIZE;
startstate filled := 0; end;
rule "produce" filled < SIZE ==> filled := filled + 1; end;
--@ fair
rule "consume" filled > 0 ==> filled := filled - 1; end;
rule "rest" begin end;

leadsto "what is produced is consumed" filled = SIZE ~> filled < SIZE;
leadsto "the buffer is full again and again" filled = 0 ~> filled = SIZE;
