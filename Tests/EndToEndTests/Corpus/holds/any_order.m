-- Declarations, functions and rules in any order.
startstate begin x := first; end;
rule "step" begin x := other(x); end;
function other(v: e): e;
begin
  switch v case first: return second; else return first; end;
end;
invariant "defined" !isundefined(x);
var x: e;
type e: enum { first, second };
-- rumur: skip, names must be declared before they are used
