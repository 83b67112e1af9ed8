-- An alias is another name for a place, or a name for a value.
-- states: 48
-- firings: 84
var a: array [0 .. 2] of 0 .. 3; i: 0 .. 2;
startstate begin clear a; i := 0; end;
rule "write through" begin
  alias x: a[i]; y: i + 0 do
    i := (y + 1) % 3;
    x := (x + 1) % 4;
  end;
end;
alias first: a[0] do
  rule "alias rule" first > 0 ==> begin first := 0; end;
end;
invariant "in range" forall k: 0 .. 2 do a[k] <= 3 end;
