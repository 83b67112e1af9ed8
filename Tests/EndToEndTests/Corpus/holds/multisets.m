-- Messages without order, and boxes: equal multisets are equal states. CMurphi counts the same.
-- states: 320
-- firings: 2400
-- deadlock: off
-- rumur: skip, it has no multisets
const N: 2;
type number: 0..1;
  message: record kind: enum {a, b}; value: number; end;
var net: multiset [N] of message;
  boxes: array [number] of multiset [2] of number;
  last: number;

procedure send(k: number);
var m: message;
begin
  if MultiSetCount(i: net, true) < N then
    m.kind := a; m.value := k;
    MultiSetAdd(m, net);
  end;
end;

startstate begin
  last := 0; undefine net;
  for k: number do clear boxes[k]; end;
end;
ruleset k: number do
  rule "send" begin send(k); end;
  rule "put" MultiSetCount(i: boxes[k], boxes[k][i] = last) = 0 ==> begin
    if MultiSetCount(i: boxes[k], true) < 2 then MultiSetAdd(last, boxes[k]); end;
  end;
  rule "take" begin MultiSetRemovePred(i: boxes[k], boxes[k][i] = last); end;
end;
choose i: net do
  alias m: net[i] do
    rule "receive" m.kind = a ==> begin last := m.value; MultiSetRemove(i, net); end;
  end;
  rule "turn" net[i].value < 1 ==> begin net[i].kind := b; end;
  rule "drop" net[i].kind = b ==> begin MultiSetRemove(i, net); end;
  invariant "small" net[i].value < 2;
  cover "two of them" net[i].value = 1 & MultiSetCount(j: net, net[j].value = 1) = 2;
endchoose;
invariant "not all are the least" MultiSetCount(i: net, net[i].value = 0) <= N;
