-- Constants, types and variables inside rules and functions; constants computed from others.
-- states: 6
-- firings: 6
const n: 3; m: n * 2 - 1;
var x: 0 .. m;
function bound(v: 0 .. m): 0 .. m;
const half: m / 2;
type t: 0 .. half;
var l: t;
begin
  l := v > half ? half : v;
  return l;
end;
startstate begin x := 0; end;
rule "step"
const two: 2;
var l: 0 .. 2 * m;
begin
  l := x + two;
  x := l > m ? bound(l - m) : l;
end;
invariant "bounded" x <= m;
