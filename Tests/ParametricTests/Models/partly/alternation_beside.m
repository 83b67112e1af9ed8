-- open: partners, no-runtime-error
-- That everybody has a partner is for nobody to see who leaves some out; the others are proved without it.
const N: 2;
type p: scalarset(N); phase: enum {A, B, C};
var s: array [p] of phase; owner: p;
startstate for i: p do s[i] := A end; undefine owner; end;
ruleset i: p do
  rule "take" isundefined(owner) & s[i] = A ==> owner := i; s[i] := B; end;
  rule "give" s[i] = B & owner = i ==> undefine owner; s[i] := A; end;
  rule "rest" s[i] = A ==> s[i] := C; end;
end;
invariant "partners" forall i: p do exists j: p do s[i] = s[j] end end;
ruleset i: p; j: p do invariant "one" s[i] = B & s[j] = B -> i = j end;
