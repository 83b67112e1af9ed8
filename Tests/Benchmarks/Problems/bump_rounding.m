-- The room is looked at before the address is rounded up.
-- expect: pieces are in the arena=violated
type word: 0 .. (1 << 63) - 1;
var base, next, limit: 0 .. (1 << 64) - 1;

ruleset b: word; l: word do
  startstate begin
    base := b;
    limit := l < b ? b : l;
    next := b;
  end;
end;

ruleset n: 1 .. (1 << 30); m: 0 .. (1 << 12) - 1 do
  rule "allocate" (m & (m + 1)) = 0 & next + n <= limit ==>
  begin next := (next + m) - ((next + m) & m) + n; end;
end;

invariant "pieces are in the arena" next <= limit;
