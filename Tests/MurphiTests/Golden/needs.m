-- What is needed is a condition on constants, in the model's language.
const
  LIMIT: 2;
  FAST: false;

type index: scalarset(2);
var x: 0 .. 4;

startstate x := 0; end;

--@ needs FASTER
rule "a name" x < 1 ==> x := 1; end;

--@ needs LIMIT
rule "a number" x < 1 ==> x := 1; end;

--@ needs x > 0
rule "a variable" x < 1 ==> x := 1; end;

ruleset i: index do
  --@ needs i = i
  rule "a parameter" x < 1 ==> x := 1; end;
end;

--@ needs LIMIT / 0 = 1
rule "no value" x < 1 ==> x := 1; end;

--@ needs LIMIT > 1 FAST
rule "too much" x < 1 ==> x := 1; end;

--@ needs
rule "nothing" x < 1 ==> x := 1; end;

--@ needs FAST -- why
rule "a comment behind it" x < 1 ==> x := 1; end;

--@ needs FAST
liveness "has no premise" x = 0;

--@ needs FAST
assume x < 4;

--@ kernel lib/a.c f
invariant "has no place" x < 4;

--@ needs FAST
startstate x := 1; end;

--@ needs FAST
procedure p();
begin
  --@ needs FAST
end;

--@ needs LIMIT > 1 & !FAST
rule "right" x < 1 ==>
  --@ needs LIMIT > 1
  assert "right, too" x < 4;
  p();
end;
