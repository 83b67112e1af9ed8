-- expect-code: P2P401
var x: real;
startstate begin undefine x; end;
