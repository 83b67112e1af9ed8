-- An invariant that is violated, a cover that is reached late, a deadlock.
var a: 0..40; b: 0..40; seen: boolean;
startstate begin a := 0; b := 0; seen := false; end;
rule "a" a < 40 ==> begin a := a + 1; end;
rule "b" b < 40 & a > b ==> begin b := b + 1; end;
rule "see" a = 20 & b = 10 ==> begin seen := true; end;
invariant "not yet" !(seen & b = 17);
cover "far" seen & a = 40;
cover "never" b > a;
