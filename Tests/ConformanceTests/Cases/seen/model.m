const N: 3;
type T: scalarset(N);
var
  --@ observe x
  x: array[T] of boolean;
startstate begin for t: T do x[t] := false end; end;
ruleset t: T do rule "set" !x[t] ==> x[t] := true; end; end;
