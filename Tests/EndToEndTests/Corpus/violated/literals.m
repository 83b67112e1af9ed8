-- What fails in a part fails before anything is assigned; a part is checked against its type.
-- deadlock: off
-- expect: no-runtime-error=violated
-- expect: assigned=violated
-- rumur: skip, it has no literals
type slot: record n: 0..3; inverse: 0..4; end;
var s: slot; free: boolean;
startstate s := {n: 1, inverse: 4}; free := false; end;
rule "down" begin s := {inverse: 4 / (s.n - 1), n: s.n - 1}; end;
rule "up" s.n < 3 ==> begin s := {s with n: s.n + 1}; end;
rule "beyond" s.n = 3 ==> begin s := {s with inverse: 1, n: s.n + 1}; end;
invariant "assigned" s != {n: 3, inverse: 4};
