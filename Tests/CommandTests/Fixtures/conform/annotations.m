var
  --@ observe n
  n: 0..3;
  --@ observe n
  m: 0..3;
--@ observe
procedure up(); begin n := n + 1; end;
startstate begin n := 0; m := 0; end;
--@ operation up
--@ returns n +
rule "up" n < 3 ==> up(); end;
--@ returns
startstate begin n := 1; m := 0; end;
