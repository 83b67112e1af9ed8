-- expect: positive=violated
var x: -3 .. 3;
procedure need(n: -3 .. 3);
begin
  assert "positive" n > -2;
end;
startstate begin x := 3; end;
rule "down" x > -3 ==> begin x := x - 1; need(x); end;
