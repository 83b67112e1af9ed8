-- Four stations, one token, and a count of its rounds that each station keeps for itself.
-- expect: one token=proved, rounds differ by one at most=proved
type word: 0 .. (1 << 32) - 1;
     station: 0 .. 3;
var holds: array [station] of boolean;
    rounds: array [station] of word;

startstate begin
  for s: station do holds[s] := s = 0; rounds[s] := 0; end;
end;

ruleset s: station do
  rule "pass" holds[s] & rounds[s] < (1 << 32) - 1 ==>
  begin
    holds[s] := false;
    holds[(s + 1) % 4] := true;
    rounds[s] := rounds[s] + 1;
  end;
end;

ruleset s: station; t: station do
  invariant "one token" s != t -> !(holds[s] & holds[t]);
  invariant "rounds differ by one at most" rounds[s] <= rounds[t] + 1;
end;
