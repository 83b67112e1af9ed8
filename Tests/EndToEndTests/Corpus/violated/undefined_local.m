-- expect: no-runtime-error=violated
var x: 0 .. 3;
startstate begin x := 0; end;
rule "local" var l: 0 .. 3; begin x := l; end;
