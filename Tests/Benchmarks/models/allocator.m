-- A page allocator as P2PDMA uses one: first fit, aligned to the size, pages inserted one by one, a failure possible at
-- every insertion, unwinding page by page, and pins that may outlive the mapping.
const
  PAGES: 12;
  THREADS: 2;
  MAX_LENGTH: 4;

type
  page: 0 .. PAGES - 1;
  thread: scalarset(THREADS);
  count: 0 .. 3;
  length: 1 .. MAX_LENGTH;
  place: enum { idle, insert, mapped, unwind };

var
  taken: array [page] of boolean;
  ref: array [page] of count;
  pc: array [thread] of place;
  addr: array [thread] of page;
  len: array [thread] of length;
  idx: array [thread] of 0 .. MAX_LENGTH;
  pin: array [thread] of page;

-- The lowest aligned run of n free pages, or PAGES.
function first_fit(n: length): 0 .. PAGES;
var free: boolean;
begin
  for first := 0 to PAGES - n by n do
    free := true;
    for i := 0 to n - 1 do
      if taken[first + i] then free := false; end;
    end;
    if free then return first; end;
  end;
  return PAGES;
end;

procedure put_page(p: page);
begin
  ref[p] := ref[p] - 1;
  if ref[p] = 0 then taken[p] := false; end;
end;

startstate "empty pool" begin
  clear taken;
  clear ref;
  for t: thread do pc[t] := idle; end;
end;

ruleset t: thread do
  ruleset n: length do
    rule "allocate" pc[t] = idle ==>
    var first: 0 .. PAGES;
    begin
      first := first_fit(n);
      if first != PAGES then
        for i := 0 to n - 1 do taken[first + i] := true; end;
        addr[t] := first;
        len[t] := n;
        idx[t] := 0;
        pc[t] := insert;
      end;
    end;
  end;

  rule "insert page" pc[t] = insert ==> begin
    ref[addr[t] + idx[t]] := 1;
    idx[t] := idx[t] + 1;
    if idx[t] = len[t] then pc[t] := mapped; end;
  end;

  rule "insertion fails" pc[t] = insert ==> begin
    for i := idx[t] to len[t] - 1 do taken[addr[t] + i] := false; end;
    pc[t] := unwind;
  end;

  rule "unmap" pc[t] = mapped ==> begin
    pc[t] := unwind;
  end;

  rule "unwind page" pc[t] = unwind & idx[t] > 0 ==> begin
    idx[t] := idx[t] - 1;
    put_page(addr[t] + idx[t]);
  end;

  rule "unwound" pc[t] = unwind & idx[t] = 0 ==> begin
    pc[t] := idle;
    undefine addr[t];
    undefine len[t];
    undefine idx[t];
  end;

  ruleset p: page do
    rule "pin" isundefined(pin[t]) & ref[p] > 0 ==> begin
      pin[t] := p;
      ref[p] := ref[p] + 1;
    end;
  end;

  rule "unpin" !isundefined(pin[t]) ==> begin
    put_page(pin[t]);
    undefine pin[t];
  end;
end;

invariant "a counted page is taken" forall p: page do ref[p] > 0 -> taken[p] end;
invariant "a pinned page is counted"
  forall t: thread do isundefined(pin[t]) | ref[pin[t]] > 0 end;
invariant "a mapped page is counted"
  forall t: thread do pc[t] = mapped -> ref[addr[t]] > 0 & ref[addr[t] + len[t] - 1] > 0 end;
