-- A `var` parameter that is another name for an element the loop writes.
-- expect: never two twos=violated
-- expect: never one and two=violated
type p: scalarset(2); s: 0..2;
var c: array [p] of s; t: boolean;
procedure add(var r: s); begin for i: p do c[i] := (c[i] + r) % 3; end; end;
ruleset w: p do startstate begin for i: p do c[i] := 0; end; c[w] := 1; t := false; end; end;
ruleset i: p do rule "add" !t ==> begin add(c[i]); t := true; end; end;
invariant "never two twos" !(forall i: p do c[i] = 2 end);
invariant "never one and two" !((exists i: p do c[i] = 1 end) & (exists i: p do c[i] = 2 end));
