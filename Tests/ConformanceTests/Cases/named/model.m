type V: 0..3;
var s: array[V] of boolean;
    --@ observe k
    k: V;
startstate begin for v: V do s[v] := false end; k := 0; end;
ruleset a: V; b: V do
  --@ operation f a b
  --@ returns true
  rule "one" a = 0 & b = 1 ==> k := 1; end;
  --@ operation f b a
  --@ returns true
  rule "two" a = 0 & b = 2 ==> k := 2; end;
end;
