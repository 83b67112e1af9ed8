-- An array that nobody wants to see whole.
type index: 0 .. 65535;
var
  cells: array [index] of 0 .. 9;
  small: array [boolean] of 0 .. 9;
  next: index;
startstate begin clear cells; clear small; next := 3; end;
rule "set" next < 65535 ==>
  cells[next] := 7;
  small[true] := 1;
  next := next + 1;
end;
