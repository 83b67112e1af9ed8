-- expect-code: P2P106
var a: boolean;
startstate begin a := true; end;
rule a -> a -> a ==> begin a := true; end;
