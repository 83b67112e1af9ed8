-- Records that name elements are copied, and handed to procedures.
const NODES: 3;
type
  node: scalarset(NODES);
  request: record of_node: node; is_open: boolean end;
var
  waiting: array [node] of boolean;
  has: array [node] of boolean;
  asked: request;
  served: request;

procedure close(var r: request);
begin
  r.is_open := false;
  undefine r.of_node;
end;

startstate
  for n: node do
    waiting[n] := false;
    has[n] := false;
  end;
  asked.is_open := false;
  served.is_open := false;
end;

ruleset n: node do
  rule "ask" !asked.is_open & !waiting[n] & !has[n] ==>
    asked.of_node := n;
    asked.is_open := true;
    waiting[n] := true;
  end;
  rule "get" served.is_open & served.of_node = n & waiting[n] ==>
    waiting[n] := false;
    has[n] := true;
  end;
  rule "return" has[n] ==>
    has[n] := false;
    close(served);
  end;
end;

rule "serve" asked.is_open & !served.is_open ==>
  served := asked;
  close(asked);
end;

invariant "one has it" forall n: node; m: node do n != m -> !(has[n] & has[m]) end;
