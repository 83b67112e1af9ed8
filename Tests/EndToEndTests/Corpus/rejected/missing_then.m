-- expect-code: P2P104
var x: boolean;
startstate begin x := true; end;
rule begin if x x := false; end; end;
