-- Caches by number, with an exclusive clean state.
-- expect: at most one owner=proved, an owner shares with nobody=proved
const CACHES: (1 << 32) - 1;
type count: 0 .. CACHES;
var modified, exclusive, shared, invalid: count;

ruleset n: count do
  startstate begin modified := 0; exclusive := 0; shared := 0; invalid := n; end;
end;

rule "read miss, alone" invalid > 0 & modified + exclusive + shared = 0 ==>
begin invalid := invalid - 1; exclusive := 1; end;
rule "read miss" invalid > 0 & modified + exclusive + shared > 0 ==>
begin
  invalid := invalid - 1;
  shared := shared + modified + exclusive + 1;
  modified := 0;
  exclusive := 0;
end;
rule "write hit" exclusive > 0 ==> begin exclusive := exclusive - 1; modified := modified + 1; end;
rule "upgrade" shared > 0 ==>
begin
  invalid := invalid + modified + exclusive + shared - 1;
  modified := 1;
  exclusive := 0;
  shared := 0;
end;
rule "write miss" invalid > 0 ==>
begin
  invalid := invalid + modified + exclusive + shared - 1;
  modified := 1;
  exclusive := 0;
  shared := 0;
end;
rule "evict" shared > 0 ==> begin shared := shared - 1; invalid := invalid + 1; end;

invariant "at most one owner" modified + exclusive <= 1;
invariant "an owner shares with nobody" modified + exclusive > 0 -> shared = 0;
