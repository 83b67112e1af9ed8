-- Fails when the counter leaves its range.
var
  count: 0 .. 3;

startstate
begin
  count := 0;
end;

rule "increment"
begin
  count := count + 1;
end;

rule "never" count > 3 ==>
  count := 0;
end;

invariant "vacuous" count > 3 -> false;
