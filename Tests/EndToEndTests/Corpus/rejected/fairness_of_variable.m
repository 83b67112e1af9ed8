-- expect-code: P2P513
--@ fair
var x: 0 .. 1;
startstate begin x := 0; end;
