var x: 0 .. 3;
startstate x := 3; end;
rule "down" x > 0 ==> begin x := x - 1; end;
rule "up" x = 0 ==> begin x := 3; end;
ruleset n: 1 .. 2 do
  invariant "ratio" 6 / x > n - 9;
end;
