-- Money is moved between three accounts and never made.
-- expect: the sum is kept=proved
type money: 0 .. (1 << 62) - 1;
     account: 0 .. 2;
var balance: array [account] of money;
    total: 0 .. (1 << 64) - 1;

ruleset a: money; b: money; c: money do
  startstate begin
    balance[0] := a / 4;
    balance[1] := b / 4;
    balance[2] := c / 4;
    total := balance[0] + balance[1] + balance[2];
  end;
end;

ruleset f: account; t: account; m: money do
  rule "move" f != t & m <= balance[f] ==>
  begin balance[f] := balance[f] - m; balance[t] := balance[t] + m; end;
end;

invariant "the sum is kept" balance[0] + balance[1] + balance[2] = total;
