-- violated-at: 4
-- What is written through a reference is written.
const N: 2;
type p: scalarset(N); flags: array [p] of boolean;
var b: flags; n: 0 .. 20;
procedure unset(var f: flags); begin for i: p do f[i] := false end; end;
startstate unset(b); n := 0; end;
ruleset i: p do rule "set" !b[i] & n < 20 ==> b[i] := true; n := n + 1; end end;
rule "unset" begin unset(b); n := n > 3 ? n - 3 : 0; end;
invariant "counted" n = count i: p do b[i] end;
