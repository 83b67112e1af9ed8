-- German's directory protocol, as Chou, Mannava and Park describe it (FMCAD 2004), without data.
const NODES: 3;

type
  node: scalarset(NODES);
  cache_state: enum {INVALID, SHARED, EXCLUSIVE};
  request: enum {NO_REQUEST, REQUEST_SHARED, REQUEST_EXCLUSIVE};
  answer: enum {NO_ANSWER, INVALIDATE, GRANT_SHARED, GRANT_EXCLUSIVE};

var
  cache: array [node] of cache_state;
  to_home: array [node] of request;
  to_node: array [node] of answer;
  acknowledged: array [node] of boolean;
  to_invalidate: array [node] of boolean;
  sharers: array [node] of boolean;
  exclusive: boolean;
  current: request;
  client: node;

  startstate
    for n: node do
      cache[n] := INVALID;
      to_home[n] := NO_REQUEST;
      to_node[n] := NO_ANSWER;
      acknowledged[n] := false;
      to_invalidate[n] := false;
      sharers[n] := false;
    end;
    exclusive := false;
    current := NO_REQUEST;
    undefine client;
  end;

ruleset n: node do
  rule "ask to share"
    to_home[n] = NO_REQUEST & cache[n] = INVALID
  ==>
    to_home[n] := REQUEST_SHARED;
  end;

  rule "ask to own"
    to_home[n] = NO_REQUEST & (cache[n] = INVALID | cache[n] = SHARED)
  ==>
    to_home[n] := REQUEST_EXCLUSIVE;
  end;

  rule "home takes a request"
    current = NO_REQUEST & to_home[n] != NO_REQUEST
  ==>
    current := to_home[n];
    client := n;
    to_home[n] := NO_REQUEST;
    for m: node do to_invalidate[m] := sharers[m] end;
  end;

  rule "home invalidates"
    to_node[n] = NO_ANSWER & to_invalidate[n]
      & (current = REQUEST_EXCLUSIVE | current = REQUEST_SHARED & exclusive)
  ==>
    to_node[n] := INVALIDATE;
    to_invalidate[n] := false;
  end;

  rule "node gives up its line"
    to_node[n] = INVALIDATE & !acknowledged[n]
  ==>
    to_node[n] := NO_ANSWER;
    acknowledged[n] := true;
    cache[n] := INVALID;
  end;

  rule "home takes an acknowledgement"
    acknowledged[n] & current != NO_REQUEST
  ==>
    acknowledged[n] := false;
    sharers[n] := false;
    if exclusive then
      exclusive := false;
    end;
  end;

  rule "home lets it share"
    current = REQUEST_SHARED & client = n & to_node[n] = NO_ANSWER & !exclusive
  ==>
    to_node[n] := GRANT_SHARED;
    sharers[n] := true;
    current := NO_REQUEST;
    undefine client;
  end;

  rule "home lets it own"
    current = REQUEST_EXCLUSIVE & client = n & to_node[n] = NO_ANSWER & !exclusive
      & forall m: node do !sharers[m] end
  ==>
    to_node[n] := GRANT_EXCLUSIVE;
    sharers[n] := true;
    exclusive := true;
    current := NO_REQUEST;
    undefine client;
  end;

  rule "node shares"
    to_node[n] = GRANT_SHARED
  ==>
    cache[n] := SHARED;
    to_node[n] := NO_ANSWER;
  end;

  rule "node owns"
    to_node[n] = GRANT_EXCLUSIVE
  ==>
    cache[n] := EXCLUSIVE;
    to_node[n] := NO_ANSWER;
  end;

end;

invariant "an owner is alone"
  forall a: node; b: node do
    a != b & cache[a] = EXCLUSIVE -> cache[b] = INVALID
  end;
