-- What is needed is a condition on constants, in the model's language.
const
  LIMIT: 2;
  FAST: false;

type index: scalarset(2);
var x: 0 .. 4;

startstate x := 0; end;

--@ needs FASTER
--        ^^^^^^ error P2P201: `FASTER` is not declared
--    help: did you mean `FAST`?
rule "a name" x < 1 ==> x := 1; end;

--@ needs LIMIT
--        ^^^^^ error P2P302: what is needed must be boolean, not a number
--    help: compare it, for example with `!= 0`
rule "a number" x < 1 ==> x := 1; end;

--@ needs x > 0
--        ^^^^^ error P2P304: this is not a constant
rule "a variable" x < 1 ==> x := 1; end;

ruleset i: index do
  --@ needs i = i
--          ^^^^^ error P2P304: this is not a constant
  rule "a parameter" x < 1 ==> x := 1; end;
end;

--@ needs LIMIT / 0 = 1
--        ^^^^^^^^^^^^^ error P2P307: division by zero
rule "no value" x < 1 ==> x := 1; end;

--@ needs FAST -- why
rule "a comment behind it" x < 1 ==> x := 1; end;

--@ needs FAST
--:1-14 warning P2P504: the annotation `needs FAST` means nothing here
--    help: only covers, and invariants with a premise, need something
liveness "has no premise" x = 0;

--@ needs FAST
--:1-14 warning P2P504: the annotation `needs FAST` means nothing here
--    help: only covers, and invariants with a premise, need something
assume x < 4;

--@ kernel lib/a.c f
--:1-20 warning P2P504: the annotation `kernel lib/a.c f` means nothing here
--    help: write `--@ needs CONDITION`
invariant "has no place" x < 4;

--@ needs FAST
--:1-14 warning P2P504: the annotation `needs FAST` means nothing here
--    help: write `--@ kernel FILE FUNCTION`
startstate x := 1; end;

--@ needs FAST
--:1-14 warning P2P504: the annotation `needs FAST` means nothing here
--    help: write `--@ kernel FILE FUNCTION`, `--@ observe [NAME]` or `--@ abstracts [PLACE]`
procedure p();
begin
  --@ needs FAST
--^^^^^^^^^^^^^^ warning P2P504: this annotation belongs to nothing
--    help: put it right before a rule, property, function, type or variable
end;

--@ needs LIMIT > 1 & !FAST
rule "right" x < 1 ==>
  --@ needs LIMIT > 1
  assert "right, too" x < 4;
  p();
end;
