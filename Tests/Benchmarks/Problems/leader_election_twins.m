-- The same with numbers that need not differ.
-- expect: one leader=violated
type id: 0 .. (1 << 32) - 1;
     station: 0 .. 2;
var own, sends: array [station] of id;
    busy, leads: array [station] of boolean;

ruleset a: id; b: id; c: id do
  startstate begin
    own[0] := a;
    own[1] := b;
    own[2] := c;
    for s: station do sends[s] := own[s]; busy[s] := true; leads[s] := false; end;
  end;
end;

ruleset s: station do
  rule "receive" busy[s] & sends[s] > own[(s + 1) % 3] & !busy[(s + 1) % 3] ==>
  begin
    busy[s] := false;
    sends[(s + 1) % 3] := sends[s];
    busy[(s + 1) % 3] := true;
  end;
  rule "win" busy[s] & sends[s] = own[(s + 1) % 3] ==>
  begin busy[s] := false; leads[(s + 1) % 3] := true; end;
  rule "drop" busy[s] & sends[s] < own[(s + 1) % 3] ==> begin busy[s] := false; end;
end;

ruleset s: station; t: station do
  invariant "one leader" s != t -> !(leads[s] & leads[t]);
end;
