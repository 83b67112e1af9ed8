-- Inductive together, beside the ranges of the types.

invariant "the count is that of the references"
  forall g: page do count[g] = sum p: process do ((((entry[p][g] ? 1 : 0) + (gathered[p][g] ? 1 : 0)) + (creates[p][g] ? 1 : 0)) + (speculates[p][g] ? 1 : 0)) + (pins[p][g] ? 1 : 0) end end;

invariant "a free page has no references"
  forall g: page do (!is_allocated[g]) -> (count[g] = 0) end;

invariant "the pagemap's count is its pages' and the driver's"
  pagemap = (count g: page do is_allocated[g] end + ((driver = LIVE) ? 1 : 0));

ruleset i: process do
invariant ""
  (at[i][0] = USER) | creates[i][0];
end;

invariant ""
  (count[0] != 0) | (!is_allocated[0]);

ruleset i: process do
invariant ""
  (at[i][0] != INSERT) | (!entry[i][0]);
end;

ruleset i: process do
invariant ""
  (!speculates[i][0]) | (!pins[i][0]);
end;

invariant ""
  (!is_allocated[0]) | (driver != GONE);

ruleset i: process do
invariant ""
  (!has_read[i][0]) | (!pins[i][0]);
end;

ruleset i: process do
invariant ""
  (at[i][0] != INSERT) | (!pins[i][0]);
end;

ruleset i: process do
invariant ""
  (at[i][0] != FAILED) | (!entry[i][0]);
end;

ruleset i: process do
invariant ""
  (!has_read[i][0]) | (!speculates[i][0]);
end;
