var x: int; b: bool; y: 0..3;
  and: boolean;
startstate and := true; y := 0; end;
rule "a name" and ==> and := not(and); end;
