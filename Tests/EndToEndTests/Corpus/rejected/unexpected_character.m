-- expect-code: P2P101
var x: boolean;
startstate begin x := true; end;
rule begin x := x $ x; end;
