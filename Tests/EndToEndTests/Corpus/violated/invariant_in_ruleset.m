-- expect: not this=violated
var x: 0 .. 3;
startstate begin x := 0; end;
rule begin x := (x + 1) % 4; end;
ruleset i: 0 .. 3 do
  invariant "not this" x != i | i < 2;
end;
