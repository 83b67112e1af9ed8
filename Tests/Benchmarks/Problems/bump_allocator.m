-- Memory is handed out upwards, each piece aligned to a power of two; one arbitrary piece is remembered.
-- expect: pieces are in the arena=proved, pieces do not overlap=proved
type word: 0 .. (1 << 63) - 1;
var base, next, limit, piece, size, newest: word;

ruleset b: word; l: word do
  startstate begin
    base := b;
    limit := l < b ? b : l;
    next := b;
    piece := b;
    size := 0;
    newest := b;
  end;
end;

function aligned(x: word; mask: word): 0 .. (1 << 64) - 1;
begin return (x + mask) - ((x + mask) & mask); end;

ruleset n: word; m: 0 .. (1 << 30) - 1; remember: boolean do
  rule "allocate" n > 0 & (m & (m + 1)) = 0 & aligned(next, m) + n <= limit ==>
  begin
    newest := aligned(next, m);
    next := newest + n;
    if remember then piece := newest; size := n; end;
  end;
end;

invariant "pieces are in the arena" base <= piece & piece + size <= limit;
invariant "pieces do not overlap" piece + size <= newest | piece = newest;
