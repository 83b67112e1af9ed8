-- A directory-based MSI cache protocol with one slot for each kind of message between a cache and the directory.
const
  CACHES: 5;

type
  cache: scalarset(CACHES);
  mode: enum { invalid, shared, modified, wait_shared, wait_modified, wait_put };
  request: enum { no_request, get_shared, get_modified, write_back };
  reply: enum { no_reply, data_shared, data_modified, invalidate, put_done };
  phase: enum { ready, serve_shared, serve_modified };

var
  line: array [cache] of mode;
  ask: array [cache] of request;
  answer: array [cache] of reply;
  acknowledged: array [cache] of boolean;
  sharer: array [cache] of boolean;
  serving: phase;
  client: cache;
  dirty: boolean;

startstate "all invalid" begin
  for c: cache do
    line[c] := invalid;
    ask[c] := no_request;
    answer[c] := no_reply;
    acknowledged[c] := false;
    sharer[c] := false;
  end;
  serving := ready;
  dirty := false;
end;

ruleset c: cache do
  rule "load misses" line[c] = invalid & ask[c] = no_request ==> begin
    ask[c] := get_shared;
    line[c] := wait_shared;
  end;

  rule "store misses" (line[c] = invalid | line[c] = shared) & ask[c] = no_request ==> begin
    ask[c] := get_modified;
    line[c] := wait_modified;
  end;

  rule "evict" line[c] = modified & ask[c] = no_request ==> begin
    ask[c] := write_back;
    line[c] := wait_put;
  end;

  rule "drop" line[c] = shared ==> begin
    line[c] := invalid;
  end;

  rule "receive" answer[c] != no_reply & !(answer[c] = invalidate & acknowledged[c]) ==> begin
    switch answer[c]
      case data_shared: line[c] := shared;
      case data_modified: line[c] := modified;
      case put_done: line[c] := invalid;
      case invalidate:
        acknowledged[c] := true;
        if line[c] = shared | line[c] = modified then line[c] := invalid; end;
    end;
    answer[c] := no_reply;
  end;

  rule "accept request" serving = ready & (ask[c] = get_shared | ask[c] = get_modified) ==> begin
    serving := ask[c] = get_shared ? serve_shared : serve_modified;
    client := c;
    ask[c] := no_request;
  end;

  rule "accept put" serving = ready & ask[c] = write_back & answer[c] = no_reply ==> begin
    if sharer[c] then
      sharer[c] := false;
      dirty := false;
    end;
    ask[c] := no_request;
    answer[c] := put_done;
  end;

  rule "send invalidation"
    serving != ready & sharer[c] & client != c & (serving = serve_modified | dirty)
    & answer[c] = no_reply & !acknowledged[c]
  ==> begin
    answer[c] := invalidate;
  end;

  rule "take acknowledgement" acknowledged[c] ==> begin
    acknowledged[c] := false;
    sharer[c] := false;
    if serving = serve_shared then dirty := false; end;
  end;
end;

rule "grant"
  serving != ready & answer[client] = no_reply
  & (serving = serve_modified -> forall c: cache do c = client | !sharer[c] end)
  & (serving = serve_shared -> !dirty)
==> begin
  answer[client] := serving = serve_shared ? data_shared : data_modified;
  dirty := serving = serve_modified;
  sharer[client] := true;
  serving := ready;
  undefine client;
end;

invariant "one writer"
  forall c: cache do
    line[c] = modified -> forall d: cache do c = d | (line[d] != modified & line[d] != shared) end
  end;
invariant "writers are known" forall c: cache do line[c] = modified -> sharer[c] end;
