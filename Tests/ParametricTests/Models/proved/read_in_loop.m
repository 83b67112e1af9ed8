-- What an iteration has written at its own element it may look at, a constant or not.
const N: 3;
type p: scalarset(N);
var mark: array [p] of boolean; copy: array [p] of boolean; is_set: boolean;

startstate
  for i: p do
    mark[i] := false;
    copy[i] := mark[i];
    is_set := false;
  end;
end;

rule "set all"
  for i: p do
    mark[i] := true;
    copy[i] := mark[i];
    is_set := true;
  end;
end;

ruleset i: p do rule "clear one" mark[i] ==> copy[i] := false; mark[i] := false; end; end;

invariant "copies" forall i: p do copy[i] = mark[i] end;
invariant "set before" forall i: p do mark[i] -> is_set end;
