-- expect-code: P2P314
var x: 0 .. 3;
procedure p();
begin
end;
startstate begin x := 0; end;
rule begin x := p(); end;
