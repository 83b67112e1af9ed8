-- A rule that fails, an assertion that fails, and a property that cannot be evaluated everywhere.
var a: 0..9; b: 0..9; c: 0..9;
startstate begin a := 0; b := 0; undefine c; end;
rule "a" begin a := a + 1; end;
rule "b" b < 9 ==> begin b := b + 1; c := a; assert "close" b < 6 | a > 2; end;
invariant "c" b < 3 | a < 5 | c < 9;
