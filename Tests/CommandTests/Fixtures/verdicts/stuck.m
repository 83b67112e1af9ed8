var x: 0 .. 2;
startstate x := 0; end;
ruleset n: 1 .. 2 do
  rule "step" x + n <= 2 ==> begin x := x + n; end;
end;
