-- expect: no-runtime-error=violated
-- rumur: skip, it has no `sum`
-- Every value is evaluated, whatever comes before it.
type node: scalarset(3);
var a: array [node] of 0..2; n: 0..9;
startstate for i: node do a[i] := 1; end; n := 0; end;
ruleset i: node do
  rule "down" a[i] > 0 ==> begin a[i] -= 1; end;
end;
rule "add" n = 0 ==> begin n += sum i: node do 2 / a[i] end; end;
