-- Caches by number: how many have a line modified, shared, not at all.
-- expect: a modified line is nowhere else=proved
const CACHES: (1 << 32) - 1;
type count: 0 .. CACHES;
var modified, shared, invalid: count;

ruleset n: count do
  startstate begin modified := 0; shared := 0; invalid := n; end;
end;

rule "read miss" invalid > 0 ==>
begin
  shared := shared + modified + 1;
  invalid := invalid - 1;
  modified := 0;
end;
rule "write miss" invalid > 0 ==>
begin
  invalid := invalid - 1 + shared + modified;
  modified := 1;
  shared := 0;
end;
rule "upgrade" shared > 0 ==>
begin
  invalid := invalid + shared - 1 + modified;
  modified := 1;
  shared := 0;
end;
rule "evict" shared > 0 ==> begin shared := shared - 1; invalid := invalid + 1; end;
rule "write back" modified > 0 ==> begin modified := modified - 1; invalid := invalid + 1; end;

invariant "a modified line is nowhere else" modified <= 1 & (modified = 1 -> shared = 0);
