const A: 1 / 0;
  B: 170141183460469231731687303715884105727 + 1;
  C: 170141183460469231731687303715884105728;
  D: 09;
  E: x;
type empty: 3..1; wide: 0..1 << 70; none: scalarset(0); odd: 0..A;
var x: 0..1;
  fine: array [0..1 << 40] of boolean;
ruleset i: 0..x do
  startstate x := 0; end;
end;
ruleset i := 5 to 1 do rule var big: array [0..1 << 40] of boolean; begin x := 1; end; end;
