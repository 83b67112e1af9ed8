-- expect-code: P2P104
var x: boolean;
startstate begin x := true;
rule begin x := !x; end;
