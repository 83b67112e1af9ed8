-- expect: wrong at once=violated
var x: boolean;
startstate "bad" begin x := true; end;
rule begin x := !x; end;
assert "wrong at once" !x;
