-- What is counted is asked of functions, one of which calls the other; a loop over numbers is in it.
const N: 2;
type p: scalarset(N); step: enum {OUT, READ, WRITE};
var at: array [p] of step; n: 0 .. 1 << 40; weight: 0 .. 1 << 40;
function is_in(s: step): boolean; begin return s != OUT end;
function weight_of(s: step): 0 .. 3;
var w: 0 .. 3;
begin
  w := 0;
  for k := 1 to 3 do if is_in(s) & (k = 1 | s = WRITE) then w := w + 1 end end;
  return w;
end;
startstate for i: p do at[i] := OUT end; n := 0; weight := 0; end;
ruleset i: p do
  rule "read" at[i] = OUT ==> at[i] := READ; n := n + 1; weight := weight + 1; end;
  rule "write" at[i] = READ ==> at[i] := WRITE; weight := weight + 2; end;
  rule "leave" at[i] != OUT ==> weight := weight - weight_of(at[i]); n := n - 1; at[i] := OUT; end;
end;
invariant "counted" n = count i: p do is_in(at[i]) end;
invariant "weighed" weight = sum i: p do weight_of(at[i]) end;
invariant "who writes weighs" weight = 0 -> forall i: p do at[i] = OUT end;
