-- expect-code: P2P204
var r: record a: boolean; end;
startstate begin clear r; end;
rule begin r.b := true; end;
