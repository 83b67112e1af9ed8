-- Nobody knows how many elements are asked for.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var b: array [p] of boolean; n: 0 .. 9;
startstate for i: p do b[i] := true end; n := 0; end;
rule "wait" begin while (exists i: p do b[i] end) & n < 9 do n := n + 1 end; end;
invariant "few" n < 10;
