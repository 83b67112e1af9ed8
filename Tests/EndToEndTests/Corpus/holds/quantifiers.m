-- states: 5
-- firings: 5
var a: array [0 .. 3] of boolean;
startstate begin clear a; end;
ruleset i: 0 .. 3 do
  rule "set" forall j: 0 .. 3 do j < i -> a[j] end & !a[i] ==> begin a[i] := true; end;
end;
rule "reset" !exists j: 0 .. 3 do !a[j] end ==> begin clear a; end;
invariant "prefix" forall i := 1 to 3 do a[i] -> a[i - 1] end;
invariant "steps" forall i := 3 to 1 by -1 do a[i] -> a[i - 1] end;
