-- German's directory protocol, as Chou, Mannava and Park describe it (FMCAD 2004), with data.
const NODES: 3;

type
  node: scalarset(NODES);
  data: scalarset(2);
  cache_state: enum {INVALID, SHARED, EXCLUSIVE};
  request: enum {NO_REQUEST, REQUEST_SHARED, REQUEST_EXCLUSIVE};
  answer: enum {NO_ANSWER, INVALIDATE, GRANT_SHARED, GRANT_EXCLUSIVE};
  line: record state: cache_state; content: data; end;

var
  cache: array [node] of line;
  to_home: array [node] of request;
  to_node: array [node] of record kind: answer; content: data; end;
  acknowledged: array [node] of record is: boolean; content: data; end;
  to_invalidate: array [node] of boolean;
  sharers: array [node] of boolean;
  exclusive: boolean;
  current: request;
  client: node;
  memory: data;
  latest: data;

ruleset d: data do
  startstate
    for n: node do
      cache[n].state := INVALID;
      to_home[n] := NO_REQUEST;
      to_node[n].kind := NO_ANSWER;
      acknowledged[n].is := false;
      to_invalidate[n] := false;
      sharers[n] := false;
    end;
    exclusive := false;
    current := NO_REQUEST;
    undefine client;
    memory := d;
    latest := d;
  end;
end;

ruleset n: node do
  rule "ask to share"
    to_home[n] = NO_REQUEST & cache[n].state = INVALID
  ==>
    to_home[n] := REQUEST_SHARED;
  end;

  rule "ask to own"
    to_home[n] = NO_REQUEST & (cache[n].state = INVALID | cache[n].state = SHARED)
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
    to_node[n].kind = NO_ANSWER & to_invalidate[n]
      & (current = REQUEST_EXCLUSIVE | current = REQUEST_SHARED & exclusive)
  ==>
    to_node[n].kind := INVALIDATE;
    to_invalidate[n] := false;
  end;

  rule "node gives up its line"
    to_node[n].kind = INVALIDATE & !acknowledged[n].is
  ==>
    to_node[n].kind := NO_ANSWER;
    acknowledged[n].is := true;
    if cache[n].state = EXCLUSIVE then acknowledged[n].content := cache[n].content end;
    cache[n].state := INVALID;
    undefine cache[n].content;
  end;

  rule "home takes an acknowledgement"
    acknowledged[n].is & current != NO_REQUEST
  ==>
    acknowledged[n].is := false;
    sharers[n] := false;
    if exclusive then
      exclusive := false;
      memory := acknowledged[n].content;
      undefine acknowledged[n].content;
    end;
  end;

  rule "home lets it share"
    current = REQUEST_SHARED & client = n & to_node[n].kind = NO_ANSWER & !exclusive
  ==>
    to_node[n].kind := GRANT_SHARED;
    to_node[n].content := memory;
    sharers[n] := true;
    current := NO_REQUEST;
    undefine client;
  end;

  rule "home lets it own"
    current = REQUEST_EXCLUSIVE & client = n & to_node[n].kind = NO_ANSWER & !exclusive
      & forall m: node do !sharers[m] end
  ==>
    to_node[n].kind := GRANT_EXCLUSIVE;
    to_node[n].content := memory;
    sharers[n] := true;
    exclusive := true;
    current := NO_REQUEST;
    undefine client;
  end;

  rule "node shares"
    to_node[n].kind = GRANT_SHARED
  ==>
    cache[n].state := SHARED;
    cache[n].content := to_node[n].content;
    to_node[n].kind := NO_ANSWER;
    undefine to_node[n].content;
  end;

  rule "node owns"
    to_node[n].kind = GRANT_EXCLUSIVE
  ==>
    cache[n].state := EXCLUSIVE;
    cache[n].content := to_node[n].content;
    to_node[n].kind := NO_ANSWER;
    undefine to_node[n].content;
  end;

  ruleset d: data do
    rule "node writes"
      cache[n].state = EXCLUSIVE
    ==>
      cache[n].content := d;
      latest := d;
    end;
  end;
end;

invariant "an owner is alone"
  forall a: node; b: node do
    a != b & cache[a].state = EXCLUSIVE -> cache[b].state = INVALID
  end;

invariant "what is cached is the latest"
  forall a: node do cache[a].state != INVALID -> cache[a].content = latest end;

invariant "without owner, memory is the latest"
  !exclusive -> memory = latest;
