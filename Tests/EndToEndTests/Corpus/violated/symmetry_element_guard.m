-- A guard that is an element is false for the first one only.
-- expect: none=violated
type p: scalarset(2);
var x: p; a: array [p] of boolean;
ruleset i: p do startstate begin x := i; for j: p do a[j] := false; end; end; end;
ruleset i: p do rule "set" x ==> begin a[i] := true; end; end;
invariant "none" forall i: p do !a[i] end;
