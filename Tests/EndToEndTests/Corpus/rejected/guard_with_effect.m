-- rumur lets the effect of the guard stay in the successor.
-- expect-code: P2P315
-- rumur: skip, it accepts this
var x: 0 .. 3;
function f(): boolean;
begin
  x := 0;
  return true;
end;
startstate begin x := 0; end;
rule f() ==> begin x := 3; end;
