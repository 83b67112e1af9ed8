-- expect-code: P2P109
var x: boolean; // as in C
startstate x := true; end;
rule "flip" begin x := !x; end;
