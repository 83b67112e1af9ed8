-- open: no-runtime-error
-- What is violated is outside of the fragment, too, and set aside.
const N: 3;
type p: scalarset(N); phase: enum {A, B, C};
var s: array [p] of phase; owner: p;
startstate for i: p do s[i] := A end; undefine owner; end;
ruleset i: p do
  rule "take" isundefined(owner) & s[i] = A ==> owner := i; s[i] := B; end;
  rule "give" !isundefined(owner) & owner = i ==> undefine owner; s[i] := C; end;
end;
invariant "partners" forall i: p do exists j: p do i != j & s[i] = s[j] end end;
invariant "one" isundefined(owner) | s[owner] = B;
