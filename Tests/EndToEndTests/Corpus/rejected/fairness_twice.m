-- expect-code: P2P513
-- rumur: skip, annotations are comments for it
var x: 0 .. 1;
startstate begin x := 0; end;
--@ fair
--@ fair strong
rule "go" x = 0 ==> begin x := 1; end;
