-- A step that reads is not put before one that writes there.
-- expect: nothing is copied=violated
-- deadlock: off
var n, x: 0 .. 1; copied: boolean;
startstate begin n := 0; x := 0; copied := false; end;
rule "copy" !copied ==> begin x := n; copied := true; end;
rule "write" n = 0 ==> begin n := 1; end;
invariant "nothing is copied" x = 0;
