-- expect-code: P2P109
var x: boolean;
startstate x := true; end;
rule "flip" begin x := not x; end;
