-- The operators of mathematics.
-- rumur-debian: skip, its lexer knows fewer of these signs
-- states: 8
-- firings: 14
var a: boolean; n: 0 .. 3;
startstate begin a ≔ false; n ≔ 0; end;
rule "flip" ¬a ⇒ begin a ≔ true; end;
rule "flop" a ⇒ begin a ≔ false; n ≔ n ÷ 2; end;
rule "up" n ≤ 2 ∧ n ≥ 0 ∧ n ≠ 3 ⇒ begin n ≔ n + 1; end;
invariant "all" ∀ i: 0 .. 3 do i ≥ 0 ∨ a end ∧ ∃ i: 0 .. 3 do i = n end;
invariant "implies" a → (n × 1 − 0 = n);
