-- A start state that fails is a step that fails: what would follow it is not known.
-- expect: no-runtime-error=violated
-- expect: x is 1=unknown
-- failed-steps: 2
-- deadlock: off
var x: 0 .. 5;
ruleset v: 1 .. 3 do
  startstate begin x := 6 / (v = 1 ? 6 : 0); end;
end;
rule "idle" true ==> begin end;
invariant "x is 1" x = 1;
