-- A rule may make its own parameter undefined, and its body is the same for all of them.
-- expect: no-runtime-error=violated
type n: 0 .. 3;
var x: n; b: boolean; c: n;

startstate
  x := 0;
  b := false;
  c := 0;
end;

ruleset p: n do
  rule "take"
    !b
  ==>
    b := true;
    if p = 2 then undefine p; end;
    if c > 0 then x := p; end;
  end;
end;

rule "give"
  b
==>
  b := false;
  if c < 3 then c := c + 1; end;
end;
