-- expect-code: P2P310
var x: 0 .. 3;
procedure p(var n: 0 .. 3);
begin
  n := 0;
end;
startstate begin x := 0; end;
rule begin p(x + 1); end;
