-- What an assumption excludes depends on what else it reads: "one" is possible only behind "first".
-- expect: never one=violated
-- deadlock: off
var a, b: 0 .. 2;
startstate begin a := 0; b := 0; end;
rule "one" a = 0 ==> begin a := 1; end;
rule "two" a = 0 ==> begin a := 2; end;
rule "first" b = 0 ==> begin b := 1; end;
rule "second" b = 0 ==> begin b := 2; end;
assume a = 1 -> b = 1;
invariant "never one" a != 1;
