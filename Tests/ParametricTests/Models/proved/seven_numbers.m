-- A number of seven values is compared with one of them, which is neither the least nor the greatest.
const N: 3;
type p: scalarset(N); round: 0 .. 6;
var at: round; is_late: array [p] of boolean;
startstate at := 0; for i: p do is_late[i] := false end; end;
rule "go" at < 4 ==> at := at + 2; end;
rule "begin anew" at = 4 & (forall i: p do !is_late[i] end) ==> at := 0; end;
ruleset i: p do
  rule "be late" at = 4 ==> is_late[i] := true; end;
  rule "catch up" is_late[i] ==> is_late[i] := false; end;
end;
invariant "late in the fourth only" forall i: p do is_late[i] -> at = 4 end;
invariant "never odd" at != 3;
