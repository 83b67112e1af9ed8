const A: 1 / 0;
--       ^^^^^ error P2P307: division by zero
  B: 170141183460469231731687303715884105727 + 1;
--   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error P2P307: this computation leaves 128 bits
  C: 170141183460469231731687303715884105728;
--   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error P2P103: this number does not fit into 128 bits
  D: 09;
--   ^^ error P2P103: invalid octal number
--    help: a leading 0 means octal; drop it for a decimal number
  E: x;
type empty: 3..1; wide: 0..1 << 70; none: scalarset(0); odd: 0..A;
--          ^^^^ error P2P305: the upper bound 1 is below the lower bound 3
--                         ^^^^^^^ error P2P306: the bound 1180591620717411303424 does not lie in -2^63..2^64-1
--                                                  ^ error P2P305: a scalarset of 0 elements
--    help: it needs at least one
var x: 0..1;
  fine: array [0..1 << 40] of boolean;
ruleset i: 0..x do
--            ^ error P2P304: this is not a constant
  startstate x := 0; end;
end;
ruleset i := 5 to 1 do rule var big: array [0..1 << 40] of boolean; begin x := 1; end; end;
--           ^^^^^^ error P2P312: a step of 1 does not lead from 5 to 1
--    help: add `by -1`
--                              ^^^ error P2P316: this type has more than 4194304 simple components
--    help: use smaller ranges as array indices
