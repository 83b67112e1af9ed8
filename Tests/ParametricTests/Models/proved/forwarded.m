-- A directory with one owner, which requests are forwarded to: messages name nodes.
const NODES: 3;
type
  node: scalarset(NODES);
  message: enum {none, ask, granted};
var
  wants: array [node] of boolean;
  has: array [node] of boolean;
  message_of: array [node] of record kind: message; destination: node end;
  owner: node;
  is_owned: boolean;
  is_pending: boolean;

startstate
  for n: node do
    wants[n] := false;
    has[n] := false;
    message_of[n].kind := none;
  end;
  is_owned := false;
  is_pending := false;
end;

ruleset n: node do
  rule "want" !wants[n] & !has[n] ==> wants[n] := true; end;
  rule "the directory grants" wants[n] & message_of[n].kind = none & !is_pending & !is_owned ==>
    is_pending := true;
    is_owned := true;
    owner := n;
    message_of[n].kind := granted;
  end;
  rule "the directory forwards"
    wants[n] & message_of[n].kind = none & !is_pending & is_owned & owner != n ==>
    is_pending := true;
    message_of[n].kind := ask;
    message_of[n].destination := owner;
    owner := n;
  end;
  rule "receive" message_of[n].kind = granted ==>
    message_of[n].kind := none;
    undefine message_of[n].destination;
    wants[n] := false;
    has[n] := true;
    is_pending := false;
  end;
end;

ruleset n: node; from: node do
  rule "the owner hands it over"
    message_of[n].kind = ask & message_of[n].destination = from & has[from] ==>
    has[from] := false;
    message_of[n].kind := granted;
  end;
end;

invariant "one has it" forall n: node; m: node do n != m -> !(has[n] & has[m]) end;
