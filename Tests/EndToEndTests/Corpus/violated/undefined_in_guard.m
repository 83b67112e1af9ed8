-- expect: no-runtime-error=violated
var x: boolean; y: boolean;
startstate begin x := false; end;
rule "flip" begin x := !x; end;
rule "guarded" x & y ==> begin y := false; end;
