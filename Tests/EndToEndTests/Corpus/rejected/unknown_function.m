-- expect-code: P2P201
var x: boolean;
startstate begin x := true; end;
rule begin x := f(x); end;
