-- open: partners, one, no-runtime-error
-- violated-at: 4
-- A step fails with four: then nothing is proved of any run, with or without what is set aside.
const N: 2;
type p: scalarset(N); phase: enum {A, B};
var s: array [p] of phase; n: 0 .. 3; owner: p;
startstate for i: p do s[i] := A end; n := 0; undefine owner; end;
ruleset i: p do
  rule "take" isundefined(owner) & s[i] = A ==> owner := i; s[i] := B; n := n + 1; end;
  rule "give" !isundefined(owner) & owner = i ==> undefine owner; end;
end;
invariant "partners" forall i: p do exists j: p do s[i] = s[j] end end;
invariant "one" isundefined(owner) | s[owner] = B;
