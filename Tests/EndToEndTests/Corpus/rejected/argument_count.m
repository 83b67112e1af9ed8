-- expect-code: P2P309
var x: 0 .. 3;
procedure p(n: 0 .. 3);
begin
end;
startstate begin x := 0; end;
rule begin p(x, x); end;
