-- open: four, named, no-runtime-error
-- violated-at: 4
-- Of four elements the first names nobody, and the assertion in what the property calls says otherwise.
const N: 2;
type p: scalarset(N);
var q: array [p] of p; g: boolean;
function is_named(e: p): boolean; begin assert !isundefined(e) "named"; return true; end;
startstate undefine q; g := false; end;
rule "go" true ==> g := true; end;
ruleset a: p; b: p; c: p; d: p do
  invariant "four" a != b & a != c & a != d & b != c & b != d & c != d -> is_named(q[a]);
end;
invariant "known" g | !g;
