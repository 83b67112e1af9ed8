-- expect: no-runtime-error=violated
-- rumur: skip, its checker loops for ever
var x: boolean;
startstate begin x := true; end;
rule "wait" begin while x do x := true; end; end;
