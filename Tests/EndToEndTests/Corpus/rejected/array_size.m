-- expect-code: P2P109
var a: array [3] of boolean;
startstate clear a; end;
