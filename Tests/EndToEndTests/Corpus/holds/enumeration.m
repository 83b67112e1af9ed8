-- deadlock: off
-- states: 3
-- firings: 2
type colour: enum { red, green, blue };
var c: colour;
startstate begin c := red; end;
rule "go" c = red ==> begin c := green; end;
rule "stop" c = green ==> begin c := blue; end;
invariant "one of three" c = red | c = green | c = blue;
cover "blue" c = blue;
