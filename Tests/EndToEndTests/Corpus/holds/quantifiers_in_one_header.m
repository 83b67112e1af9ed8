-- rumur: skip, it takes one quantifier in a header
-- states: 11
-- firings: 11
type index: 0 .. 2;
var a: array [index] of array [index] of 0 .. 3; full: boolean;
startstate begin for i: index; j: index do a[i][j] := 0 end; full := false end;
ruleset i: index; j: index do
  rule "set" !full & (forall k: index; l: index do k * 3 + l < i * 3 + j -> a[k][l] > 0 end) & a[i][j] = 0 ==>
    a[i][j] := 1
  end;
end;
rule "all" !full & forall i: index; j := 0 to 2 do a[i][j] = 1 end ==>
  full := true;
  for i := 2 to 0 by -1; j: index do a[i][j] := (i + j) % 3 + 1 end
end;
rule "again" full ==> for i: index; j: index do a[i][j] := 0 end; full := false end;
invariant "one at a time" full | exists i: index; j: index do a[i][j] = 0 end | forall i: index; j: index do a[i][j] = 1 end;
