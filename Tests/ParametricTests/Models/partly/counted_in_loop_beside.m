-- open: counted, no-runtime-error
-- violated-at: 3
-- What is counted is reset in a loop, and the count not: only what does not count is proved.
const N: 2;
type p: scalarset(N);
var b: array [p] of boolean; n: 0 .. 2; owner: p;
startstate for i: p do b[i] := false end; n := 0; undefine owner; end;
ruleset i: p do
  rule "set" !b[i] ==> b[i] := true; n := (n + 1) % 3; end;
  rule "take" isundefined(owner) & b[i] ==> owner := i; end;
  rule "give" !isundefined(owner) & owner = i ==> undefine owner; end;
end;
rule "reset" n = 0 & isundefined(owner) ==> for i: p do b[i] := false end; end;
invariant "counted" n = count i: p do b[i] end;
ruleset i: p do invariant "owners are set" !isundefined(owner) & owner = i -> b[i] end;
