-- Multisets in records and arrays, copied, passed and cleared; elements partly undefined.
-- states: 784
-- firings: 7140
-- deadlock: off
-- rumur: skip, it has no multisets
type node: enum {n, m};
  message: record from: node; data: 0..1; end;
  bag: multiset [2] of message;
  place: record inbox: bag; count: 0..2; end;
var places: array [node] of place;

procedure add(var p: place; x: node);
var e: message;
begin
  if p.count < 2 then
    e.from := x;
    MultiSetAdd(e, p.inbox);
    p.count := p.count + 1;
  end;
end;

function of_node(b: bag; x: node): 0..2;
var rest: bag;
begin
  rest := b;
  MultiSetRemovePred(i: rest, rest[i].from != x);
  return MultiSetCount(i: rest, true);
end;

startstate clear places; end;
ruleset x: node; y: node do
  rule "send" begin add(places[x], y); end;
  choose i: places[x].inbox do
    rule "fill" isundefined(places[x].inbox[i].data) ==> begin places[x].inbox[i].data := y = n ? 0 : 1; end;
    rule "forward" x != y & places[y].count < 2 ==>
    begin
      MultiSetAdd(places[x].inbox[i], places[y].inbox);
      MultiSetRemove(i, places[x].inbox);
      places[x].count := places[x].count - 1;
      places[y].count := places[y].count + 1;
    end;
  end;
end;
rule "copy" begin places[m] := places[n]; end;
rule "restart" places[m].count > 0 ==> begin clear places[m]; end;
ruleset x: node do
  invariant "counted" MultiSetCount(i: places[x].inbox, true) = places[x].count;
  invariant "shared" of_node(places[x].inbox, n) + of_node(places[x].inbox, m) = places[x].count;
end;
