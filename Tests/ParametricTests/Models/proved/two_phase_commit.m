-- Each votes; all have to agree. A loop tells all of it, and writes the same each time.
const NODES: 3;
type
  node: scalarset(NODES);
  vote: enum {none, yes, no};
  order: enum {wait, commit, abort};
var
  voted: array [node] of vote;
  told: array [node] of order;
  done: array [node] of order;
  is_decided: boolean;
  is_refused: boolean;

startstate
  for n: node do
    voted[n] := none;
    told[n] := wait;
    done[n] := wait;
    is_decided := false;
    is_refused := false;
  end;
end;

ruleset n: node do
  rule "agree" voted[n] = none ==> voted[n] := yes; end;
  rule "refuse" voted[n] = none ==> voted[n] := no; done[n] := abort; is_refused := true; end;
  rule "follow" told[n] != wait & done[n] = wait ==> done[n] := told[n]; end;
end;

rule "commit" !is_decided & forall n: node do voted[n] = yes end ==>
  for n: node do
    told[n] := commit;
    is_decided := true;
  end;
end;

rule "abort" !is_decided & is_refused ==>
  for n: node do
    told[n] := abort;
    is_decided := true;
  end;
end;

invariant "all come to the same"
  forall n: node; m: node do !(done[n] = commit & done[m] = abort) end;
invariant "nobody commits against a vote"
  forall n: node; m: node do done[n] = commit -> voted[m] != no end;
