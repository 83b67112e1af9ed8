-- expect-code: P2P308
var x: 0 .. 3;
procedure p(n: 0 .. 3);
begin
  n := 0;
end;
startstate begin x := 0; end;
rule begin p(x); end;
