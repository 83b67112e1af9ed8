-- expect-code: P2P311
type a: array [boolean] of boolean;
var x: array [a] of boolean;
startstate begin undefine x; end;
rule begin undefine x; end;
