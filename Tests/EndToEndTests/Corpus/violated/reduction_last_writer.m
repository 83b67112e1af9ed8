-- Of two steps that write to one place, either may be the last.
-- expect: the second is the last=violated
-- deadlock: off
var n: 0 .. 2; first, second: boolean;
startstate begin n := 0; first := false; second := false; end;
rule "first" !first ==> begin first := true; n := 1; end;
rule "second" !second ==> begin second := true; n := 2; end;
invariant "the second is the last" first & second -> n = 2;
