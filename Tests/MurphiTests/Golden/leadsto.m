-- What leads to what, and who is owed a firing.
type index: 0 .. 1;
var x: 0 .. 4;
  leadsto: boolean;

--@ fair
--:1-8 error P2P513: only rules are fair, and this is none
--    help: put `--@ fair` right before a rule
startstate x := 0; leadsto := false; end;

function grows(): boolean; begin x := 1; return true; end;

--@ fair
--:1-8 warning P2P504: this annotation belongs to nothing
--    help: put it right before a rule, property, function, type or variable
ruleset i: index do
  --@ fair weakly
--^^^^^^^^^^^^^^^ error P2P513: this does not say how fair the rule is
--    help: write `--@ fair`, which is weak, or `--@ fair strong`
  rule "a kind that there is not" x < 1 ==> x := 1; end;

  --@ fair weak strong
--^^^^^^^^^^^^^^^^^^^^ error P2P513: this does not say how fair the rule is
--    help: write `--@ fair`, which is weak, or `--@ fair strong`
  rule "two kinds in one" x < 1 ==> x := 1; end;

  --@ fair
  --@ fair weak
  rule "twice the same" x < 1 ==> x := 1; end;

  --@ fair strong
  --@ fair
--^^^^^^^^ error P2P513: the rule has strong fairness already
--    help: keep one of both; strong fairness is more than weak
  rule "two kinds" x < 1 ==> x := 1; end;

  --@ fair
--^^^^^^^^ error P2P513: only rules are fair, and this is none
--    help: put `--@ fair` right before a rule
  leadsto "a property" x = 1 ~> x = 2;
end;

leadsto "no condition" x ~> x = 2;
--                     ^ error P2P302: a property must be boolean, not `0..4`
--    help: compare it, for example with `!= 0`
leadsto "no goal" x = 1 ~> x;
--                         ^ error P2P302: a property must be boolean, not `0..4`
--    help: compare it, for example with `!= 0`
leadsto "a goal that changes something" x = 1 ~> grows();
--                                               ^^^^^^^ error P2P315: a property must not change the state, but this call does
--    help: call it in a rule's body instead
leadsto "never" false ~> x = 1;
--              ^^^^^ warning P2P503: this property is always true
leadsto "always" x = 1 ~> true;
--               ^^^^^ warning P2P503: this property is always true
leadsto "an unknown name" x = 1 ~> y = 1;
--                                 ^ error P2P201: `y` is not declared
--    help: did you mean `x`?
leadsto leadsto ~> !leadsto;
