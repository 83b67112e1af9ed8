-- rumur only warns, and passes a model that cannot do anything.
-- expect-code: P2P207
-- rumur: skip, it accepts this
var x: boolean;
rule begin x := true; end;
