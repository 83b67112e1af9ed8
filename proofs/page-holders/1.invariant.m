-- Inductive together, beside the ranges of the types.

invariant "the count is that of the references"
  count = sum p: process do ((((entry[p] ? 1 : 0) + (gathered[p] ? 1 : 0)) + (creates[p] ? 1 : 0)) + (speculates[p] ? 1 : 0)) + (pins[p] ? 1 : 0) end;

invariant "a free page has no references"
  (!is_allocated) -> (count = 0);

invariant "the pagemap's count is its page's and the driver's"
  pagemap = ((is_allocated ? 1 : 0) + ((driver = LIVE) ? 1 : 0));

ruleset i: process do
invariant ""
  (at[i] = USER) | creates[i];
end;

ruleset i: process do
invariant ""
  (at[i] != INSERT) | (!entry[i]);
end;

ruleset i: process do
invariant ""
  (!speculates[i]) | (!pins[i]);
end;

invariant ""
  (!is_allocated) | (driver != GONE);

ruleset i: process do
invariant ""
  (!has_read[i]) | (!pins[i]);
end;

ruleset i: process do
invariant ""
  (!has_read[i]) | (!speculates[i]);
end;
