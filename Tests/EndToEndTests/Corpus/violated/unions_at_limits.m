-- Unions whose members have as many values as 64 bits hold, or are at their end.
-- expect: low=violated
-- expect: high=violated
-- expect: what is in a union is what was put there=explored
-- expect: no-runtime-error=explored
-- expect: no-deadlock=explored
-- rumur: skip, its numbers have 64 bits
type
  big: 0 .. 9223372036854775813;
  upper: 4611686018427387904 .. 9223372036854775813;
  e: enum { NONE };
  u: union { big, e };
  v: union { upper, e };
var x: u; y: big; z: v; w: upper;
function is_above(n: upper): boolean; begin return n > 4611686018427387904; end;
startstate x := 9223372036854775813; y := 0; z := 9223372036854775813; w := 4611686018427387904; end;
rule "low" ismember(x, big) ==> y := x; end;
rule "high" ismember(z, upper) ==> w := z; end;
rule "none" begin x := NONE; z := NONE; end;
rule "again" x = NONE ==> x := 5; z := 4611686018427387905; end;
invariant "low" y = 0;
invariant "high" w = 4611686018427387904;
invariant "what is in a union is what was put there"
  (ismember(x, big) -> x = 5 | x = 9223372036854775813) & (ismember(z, upper) -> is_above(z));
