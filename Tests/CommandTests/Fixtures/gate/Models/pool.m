-- A pool of bytes that are handed out and given back; with LEAK set, the last byte never comes back.
const
  LEAK: false;
  TOTAL: 1 << 40;

type
  amount: 0 .. TOTAL;

var
  used: amount;
  free: amount;

startstate "nothing is used"
begin
  used := 0;
  free := TOTAL;
end;

ruleset n: amount do
  rule "hand out" n <= free ==>
    used := used + n;
    free := free - n;
  end;

  rule "give back" n > 0 & n <= used ==>
    used := used - n;
    free := free + (LEAK ? n - 1 : n);
  end;
end;

invariant "nothing is lost"
  used + free = TOTAL;
