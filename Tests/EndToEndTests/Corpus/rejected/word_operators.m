-- expect-code: P2P109
var x: boolean; y: boolean;
startstate x := true; y := true; end;
rule "flip" x and y ==> begin x := false; end;
