-- A counter goes up to a bound that is chosen at the start, down to zero, and up again.
-- expect: the bound holds=proved
type word: 0 .. (1 << 32) - 1;
var x, bound: word;
    rises: boolean;

ruleset b: word do
  startstate begin bound := b; x := 0; rises := true; end;
end;

rule "up" rises & x < bound ==> begin x := x + 1; end;
rule "turn down" rises & x = bound ==> begin rises := false; end;
rule "down" !rises & x > 0 ==> begin x := x - 1; end;
rule "turn up" !rises & x = 0 ==> begin rises := true; end;

invariant "the bound holds" x <= bound;
