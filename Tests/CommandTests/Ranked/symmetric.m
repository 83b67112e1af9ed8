-- Processes that take two locks in any order: with symmetry, representatives are sent.
const N: 4;
type proc: scalarset(N); lock: scalarset(3);
var owner: array[lock] of union { proc, enum { free } }; steps: array[proc] of 0..3;
startstate begin
  for l: lock do owner[l] := free; end;
  for p: proc do steps[p] := 0; end;
end;
ruleset p: proc; l: lock do
  rule "take" owner[l] = free & steps[p] < 3 ==> begin owner[l] := p; steps[p] := steps[p] + 1; end;
  rule "give" owner[l] = p ==> begin owner[l] := free; end;
end;
invariant "not all three" !(exists p: proc do forall l: lock do owner[l] = p end end);
