-- Who refers to a folio: what properties say about counts. No rule uses it.

-- Page-table entries of a folio.
function mappings_of(g: page): 0 .. PROCESSES * WINDOW;
var n: 0 .. PROCESSES * WINDOW;
begin
  n := 0;
  for p: process do
    for a: address do
      if present(p, a) then
        if compound_head[pte[p][a]] = g then n := n + 1 end;
      end;
    end;
  end;
  return n;
end;

function pins_of(g: page): 0 .. PROCESSES;
var n: 0 .. PROCESSES;
begin
  n := 0;
  for p: process do if has_pin(p, g) then n := n + 1 end end;
  return n;
end;

-- References of GUP-fast, which has not yet looked at the entry again.
function speculative(g: page): refcount;
var n: refcount;
begin
  n := 0;
  for p: process do
    if fast[p].at = GRABBED & fast[p].folio = g then n := n + pin_refs(g) end;
  end;
  return n;
end;

-- The count but for these, which come and go with a page of any owner.
function settled(g: page): refcount;
begin
  return count[g] - speculative(g);
end;

-- The least count that page-table entries and pins need.
function backing(g: page): refcount;
begin
  return mappings_of(g) + pin_refs(g) * pins_of(g);
end;
