-- An array that is transposed in place: what is copied last depends on the order.
-- expect: one is left=violated
-- expect: never all others=violated
type p: scalarset(2);
var m: array [p] of array [p] of 0..1; t: boolean;
ruleset v: p; w: p do startstate begin for i: p do for j: p do m[i][j] := 0; end; end; m[v][w] := 1; t := false; end; end;
rule "transpose" begin for i: p do for j: p do m[i][j] := m[j][i]; end; end; t := !t; end;
invariant "one is left" exists i: p do exists j: p do m[i][j] = 1 end end;
invariant "never all others" !(forall i: p do forall j: p do i = j | m[i][j] = 1 end end);
