-- An alias within an alias names the place it named where it was declared, whatever is written to what leads there.
-- states: 2
-- firings: 4
type index: 0 .. 2;
var a: array [index] of 0 .. 3;
procedure forget(var v: index); begin v := 0; end;
startstate begin for i: index do a[i] := 0; end; end;
rule "by assignment" begin
  for i: index do
    alias x: a[i] do
      alias y: x do
        i := 0;
        x := (x + 1) % 4;
        y := (y + 1) % 4;
      end;
    end;
  end;
end;
rule "by an alias and a call" begin
  for i: index do
    alias j: i do
      alias x: a[j] do
        alias y: a[i] do
          forget(j);
          x := (x + 1) % 4;
          y := (y + 1) % 4;
        end;
      end;
    end;
  end;
end;
invariant "every element was counted twice" forall i: index do a[i] = a[0] & a[i] % 2 = 0 end;
