var x: 0 .. 3;
startstate x := 3; end;
rule "down" x > 0 ==> begin x := x - 1; end;
ruleset n: 1 .. 2 do
  rule "ratio" 6 / x = n ==> begin end;
end;
