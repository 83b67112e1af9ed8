type V: 0..3;
var x: V;
startstate begin x := 0; end;
ruleset v: V do
  --@ operation write v
  --@ returns true
  rule "w" true ==> x := v; end;
end;
--@ operation read
--@ returns x
rule "r" true ==> end;
