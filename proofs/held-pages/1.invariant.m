-- Inductive together, beside the ranges of the types.

invariant "the count is that of the references"
  forall g: page do count[g] = sum p: process do ((((entry[p][g] ? 1 : 0) + (gathered[p][g] ? 1 : 0)) + (creates[p][g] ? 1 : 0)) + (speculates[p][g] ? 1 : 0)) + (pins[p][g] ? 1 : 0) end end;

invariant "a free page has no references"
  forall g: page do (!is_allocated[g]) -> (count[g] = 0) end;

invariant "the pagemap's count is its pages' and the driver's"
  pagemap = (count g: page do is_allocated[g] end + ((driver = LIVE) ? 1 : 0));

invariant "no struct page is touched after it is gone"
  (driver = GONE) -> forall p: process do forall g: page do (!entry[p][g]) & (!gathered[p][g]) & (!pins[p][g]) & (!speculates[p][g]) end end;

ruleset i: page do
invariant ""
  (at[1][i] != USER) | (!creates[1][i]);
end;

ruleset i: page do
invariant ""
  (at[0][i] = USER) | creates[0][i];
end;

ruleset i: page do
invariant ""
  (at[1][i] = USER) | creates[1][i];
end;

ruleset i: page do
invariant ""
  (at[1][i] = USER) | (driver != GONE);
end;

ruleset i: page do
invariant ""
  (at[0][i] != INSERT) | (!entry[0][i]);
end;

ruleset i: page do
invariant ""
  (at[0][i] != USER) | (!creates[0][i]);
end;

ruleset i: page do
invariant ""
  (at[1][i] != INSERT) | (!entry[1][i]);
end;

ruleset i: page do
invariant ""
  (at[0][i] = USER) | (at[1][i] = USER);
end;

ruleset i: page do
invariant ""
  (!speculates[0][i]) | (!pins[0][i]);
end;

ruleset i: page do
invariant ""
  (at[1][i] != FAILED) | (!entry[1][i]);
end;

ruleset i: page do
invariant ""
  (!speculates[1][i]) | (!pins[1][i]);
end;

ruleset i: page do
invariant ""
  (at[0][i] = USER) | (driver != GONE);
end;

ruleset i: page do
invariant ""
  (!has_read[1][i]) | (!pins[1][i]);
end;

ruleset i: page do
invariant ""
  (!has_read[0][i]) | (!pins[0][i]);
end;

ruleset i: page do
invariant ""
  (!has_read[1][i]) | (!speculates[1][i]);
end;

ruleset i: page do
invariant ""
  (!has_read[0][i]) | (!speculates[0][i]);
end;
