-- expect: owner=proved
type page: 0 .. (1 << 20) - 1; who: 0 .. 3;
var owner: array [page] of who; taken: array [page] of boolean; n: 0 .. 1;
startstate begin
  for p: page do owner[p] := 0; taken[p] := false; end;
  n := 0;
end;
ruleset p: page; w: who do rule "take" !taken[p] & w > 0 ==> owner[p] := w; taken[p] := true; end end;
rule "reset" begin for p: page do owner[p] := n - n; taken[p] := false; end; end;
ruleset p: page do invariant "owner" taken[p] -> owner[p] != 0 end;
