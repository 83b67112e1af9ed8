-- Declarations, functions, rules and properties in any order.
-- states: 2
-- firings: 2
type e: enum { first, second };
var x: e;
invariant "defined" !isundefined(x);
startstate begin x := first; end;
function other(v: e): e;
begin
  switch v case first: return second; else return first; end;
end;
rule "step" begin x := other(x); end;
const n: 3;
var y: 0 .. n;
invariant "never set" isundefined(y);
