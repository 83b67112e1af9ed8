-- expect-code: P2P513
-- rumur: skip, annotations are comments for it
--@ fair
var x: 0 .. 1;
startstate begin x := 0; end;
