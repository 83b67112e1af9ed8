-- expect-code: P2P313
var x: 0 .. 3;
procedure p();
begin
  return 3;
end;
startstate begin x := 0; end;
rule begin p(); end;
