-- Records, enums and a function that are seen; words in place of arguments; a write that becomes visible later.
type
  user: enum { ANN, BOB };
  key: 0 .. 1;
  box: record full: boolean; owner: user; end;
var
  --@ observe
  boxes: array [key] of box;
  pending: array [user] of 0 .. 2;

--@ observe left
function left(u: user): 0 .. 2;
begin
  return pending[u];
end;

startstate "empty"
begin
  for k: key do boxes[k].full := false; undefine boxes[k].owner end;
  for u: user do pending[u] := 0 end;
end;

ruleset u: user; k: key do
  --@ operation put k fast
  --@ returns true
  rule "put" !boxes[k].full ==> boxes[k].full := true; boxes[k].owner := u; end;
end;

ruleset u: user do
  --@ operation put 0 slow
  --@ returns
  rule "put later" pending[u] < 2 ==> pending[u] := pending[u] + 1; end;

  rule "it arrives" pending[u] > 0 & !boxes[0].full ==>
    pending[u] := pending[u] - 1;
    boxes[0].full := true;
    boxes[0].owner := u;
  end;

  --@ operation take
  --@ returns boxes[0].owner
  rule "take" boxes[0].full ==> boxes[0].full := false; undefine boxes[0].owner; end;
end;
