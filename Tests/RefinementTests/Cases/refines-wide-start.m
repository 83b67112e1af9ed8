--@ refines abstract.m
var
  --@ abstracts
  x: 0..3;
startstate x := 2; end;
rule x < 3 ==> x := x + 1; end;
-- abstract model:
type word: 0..1 << 62;
var x: word;
ruleset a: word; b: word do startstate x := (a + b) & 3; end; end;
ruleset a: word do rule begin x := a ^ 3; end; end;
