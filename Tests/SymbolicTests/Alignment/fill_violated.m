-- expect: owner=violated
type page: 0 .. (1 << 14) - 1; who: 0 .. 3;
var owner: array [page] of who; n: who;
startstate begin for p: page do owner[p] := 0; end; n := 2; end;
rule "reset" begin for p: page do owner[p] := n; end; end;
ruleset p: page do invariant "owner" owner[p] < 2 end;
