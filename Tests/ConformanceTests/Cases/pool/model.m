-- A pool of pages for several processes, first fit: allocation and release take steps, and pages can be shared.
const
  PROCESSES: 2;
  PAGES: 5;
  MAPPINGS: 2;

type
  process: scalarset(PROCESSES);
  page: 0 .. PAGES - 1;
  pages: 0 .. PAGES;
  mapping: 0 .. MAPPINGS - 1;
  length: 1 .. 3;
  step: enum { USER, ALLOC, RELEASE };

var
  users: array [page] of 0 .. PROCESSES * MAPPINGS;
  first: array [process] of array [mapping] of page;
  count: array [process] of array [mapping] of pages;
  at: array [process] of step;
  slot: array [process] of mapping;
  left: array [process] of pages;

--@ observe
function used(): pages;
var n: pages;
begin
  n := 0;
  for g: page do if users[g] > 0 then n := n + 1 end end;
  return n;
end;

--@ observe mapped
function mapped(p: process): 0 .. PAGES * MAPPINGS;
var n: 0 .. PAGES * MAPPINGS;
begin
  n := 0;
  for m: mapping do n := n + count[p][m] end;
  return n;
end;

function fits(from: page; n: pages): boolean;
begin
  return from + n <= PAGES & forall g: page do from <= g & g < from + n -> users[g] = 0 end;
end;

function first_fit(n: pages): pages;
begin
  for g: page do if fits(g, n) then return g end end;
  return PAGES;
end;

startstate "nothing is mapped"
begin
  for g: page do users[g] := 0 end;
  for p: process do
    for m: mapping do undefine first[p][m]; count[p][m] := 0 end;
    at[p] := USER;
    undefine slot[p];
    left[p] := 0;
  end;
end;

ruleset p: process do

  ruleset m: mapping; n: length do
    --@ operation alloc m n
    rule "alloc" at[p] = USER & count[p][m] = 0 ==>
      at[p] := ALLOC;
      slot[p] := m;
      left[p] := n;
    end;
  end;

  rule "alloc: the pool gives the first run that fits" at[p] = ALLOC & left[p] > 0 & first_fit(left[p]) < PAGES ==>
    first[p][slot[p]] := first_fit(left[p]);
    count[p][slot[p]] := left[p];
    for g: page do
      if first[p][slot[p]] <= g & g < first[p][slot[p]] + left[p] then users[g] := 1 end;
    end;
    left[p] := 0;
  end;

  --@ returns first[p][slot[p]]
  rule "alloc: returns" at[p] = ALLOC & left[p] = 0 ==>
    at[p] := USER;
  end;

  --@ returns "ENOMEM"
  rule "alloc: nothing fits" at[p] = ALLOC & left[p] > 0 & first_fit(left[p]) = PAGES ==>
    at[p] := USER;
    left[p] := 0;
  end;

  ruleset m: mapping do
    --@ operation free m
    rule "free" at[p] = USER & count[p][m] > 0 ==>
      at[p] := RELEASE;
      slot[p] := m;
    end;
  end;

  rule "free: the last page goes" at[p] = RELEASE & count[p][slot[p]] > 0 ==>
    users[first[p][slot[p]] + count[p][slot[p]] - 1] := users[first[p][slot[p]] + count[p][slot[p]] - 1] - 1;
    count[p][slot[p]] := count[p][slot[p]] - 1;
  end;

  --@ returns
  rule "free: returns" at[p] = RELEASE & count[p][slot[p]] = 0 ==>
    at[p] := USER;
    undefine first[p][slot[p]];
  end;

  ruleset q: process; m: mapping; o: mapping do
    --@ operation share q m o
    --@ returns count[p][m]
    rule "share" p != q & at[p] = USER & at[q] = USER & count[p][m] > 0 & count[q][o] = 0 ==>
      first[q][o] := first[p][m];
      count[q][o] := count[p][m];
      for g: page do
        if first[p][m] <= g & g < first[p][m] + count[p][m] then users[g] := users[g] + 1 end;
      end;
    end;
  end;

end;
