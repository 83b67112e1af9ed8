-- Three stations in a ring send on the larger number; who gets its own back is the leader.
-- expect: the leader has the largest number=proved
type id: 0 .. (1 << 32) - 1;
     station: 0 .. 2;
var own, sends: array [station] of id;
    busy, leads: array [station] of boolean;

ruleset a: id; b: id; c: id do
  startstate begin
    own[0] := a;
    own[1] := b = a ? (a + 1) & 0xffffffff : b;
    own[2] := c;
    if c = own[0] | c = own[1] then own[2] := (own[0] > own[1] ? own[0] : own[1]) ^ 0x80000000; end;
    if own[2] = own[0] | own[2] = own[1] then own[0] := 1; own[1] := 2; own[2] := 3; end;
    for s: station do sends[s] := own[s]; busy[s] := true; leads[s] := false; end;
  end;
end;

ruleset s: station do
  rule "receive" busy[s] & !busy[(s + 1) % 3] ==>
  begin
    busy[s] := false;
    if sends[s] > own[(s + 1) % 3] then
      sends[(s + 1) % 3] := sends[s];
      busy[(s + 1) % 3] := true;
    elsif sends[s] = own[(s + 1) % 3] then
      leads[(s + 1) % 3] := true;
    end;
  end;
  rule "drop" busy[s] & sends[s] < own[(s + 1) % 3] ==> begin busy[s] := false; end;
end;

ruleset s: station; t: station do
  invariant "the leader has the largest number" leads[s] -> own[s] >= own[t];
end;
