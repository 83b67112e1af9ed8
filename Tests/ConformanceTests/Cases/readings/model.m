type V: 0..3;
var k: V;
startstate begin k := 0; end;
ruleset page: V do
  --@ operation read page
  --@ returns true
  rule "p" page = 0 ==> end;
end;
ruleset addr: V do
  --@ operation read addr
  --@ returns true
  rule "a" addr = 1 ==> end;
end;
