-- expect-code: P2P301
type s: scalarset(3);
var x: s;
startstate begin x := 1; end;
rule begin undefine x; end;
