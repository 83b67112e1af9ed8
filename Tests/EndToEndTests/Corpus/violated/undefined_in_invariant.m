-- expect: no-runtime-error=violated
var x: boolean; y: boolean;
startstate begin x := false; end;
rule "flip" begin x := !x; end;
invariant "reads y" !x | y;
