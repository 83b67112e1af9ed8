-- expect: owner=violated
type page: 0 .. (1 << 20) - 1; who: 0 .. 3;
var owner: array [page] of who; n: who;
startstate begin for p: page do owner[p] := 0; end; n := 0; end;
rule "more" n < 2 ==> n := n + 1; end;
rule "reset" begin for p: page do owner[p] := n; end; end;
ruleset p: page do invariant "owner" owner[p] < 2 end;
