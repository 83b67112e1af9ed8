-- A variable is undefined until it is assigned, and again after `undefine`.
-- states: 2
-- firings: 2
var x: 0 .. 3; r: record a: boolean; b: 0 .. 1; end;
startstate begin undefine r; end;
rule "set" isundefined(x) ==> begin x := 2; r.a := true; end;
rule "unset" !isundefined(x) ==> begin undefine x; undefine r; end;
invariant "guarded read" isundefined(x) | x = 2;
invariant "together" isundefined(x) = isundefined(r.a);
invariant "never" isundefined(r.b);
