-- What comes out was let in three steps before: holding once says nothing of the next state, holding three times does.
-- states: 729
-- firings: 6561
type word: 0 .. 15;
var a, b, c: word;
startstate a := 0; b := 0; c := 0; end;
ruleset v: word do
  rule "push" v % 4 != 2 & v < 12 ==> c := b; b := a; a := v; end;
end;
invariant "what comes out was let in" c % 4 != 2;
