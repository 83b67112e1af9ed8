-- Comparing whole records does not read them: undefined equals undefined.
-- states: 2
-- firings: 3
type t: record a: 0 .. 3; b: 0 .. 3; end;
var p: t; q: t; s: boolean;
startstate begin s := false; end;
rule "define" !s ==> begin p.a := 1; q.a := 1; s := true; end;
rule "copy" s ==> begin q := p; end;
rule "forget" s ==> begin undefine p; undefine q; s := false; end;
invariant "equal" p = q;
