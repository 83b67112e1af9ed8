-- Numbers of types whose codes, differences or counters leave 64 bits.
-- expect: top=violated
-- expect: both ends=violated
-- expect: bottom=violated
-- expect: sum=violated
-- expect: no number is lost=explored
-- expect: no-runtime-error=explored
-- expect: no-deadlock=explored
-- rumur: skip, its numbers have 64 bits
type
  top: 0 .. 9223372036854775807;
  middle: -4611686018427387904 .. 4611686018427387904;
  bottom: -9223372036854775808 .. 5;
  p: 0 .. 1;
var h: top; k: middle; l: bottom; reached: array [0 .. 3] of boolean;
startstate
  h := 9223372036854775807; k := 4611686018427387904; l := -9223372036854775808;
  for i: 0 .. 3 do reached[i] := false end;
end;
rule "top" h >= 1 ==> reached[0] := true; end;
rule "both ends" k > 0 ==> reached[1] := true; end;
rule "bottom" l < 0 ==> reached[2] := true; end;
rule "sum" (sum i: p do k end) > 1 & (sum i: p do -k end) < 1 ==> reached[3] := true; end;
rule "turn" h > 0 ==> h := 9223372036854775807 - h; k := -k; l := l < 0 ? 0 : -9223372036854775808; end;
rule "turn back" h = 0 ==> h := 9223372036854775807; k := -k; l := l < 0 ? 0 : -9223372036854775808; end;
invariant "top" !reached[0];
invariant "both ends" !reached[1];
invariant "bottom" !reached[2];
invariant "sum" !reached[3];
invariant "no number is lost"
  (h = 0 | h = 9223372036854775807) & (k = 4611686018427387904 | k = -4611686018427387904)
  & (l = 0 | l = -9223372036854775808);
