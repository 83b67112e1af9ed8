-- Clients that hold servers: a lemma speaks of two clients and a server.
const CLIENTS: 2;
type
  client: scalarset(CLIENTS);
  server: scalarset(2);
var
  link: array [client] of array [server] of boolean;
  is_free: array [server] of boolean;

startstate
  for s: server do
    is_free[s] := true;
    for c: client do link[c][s] := false end;
  end;
end;

ruleset c: client; s: server do
  rule "connect" is_free[s] ==> link[c][s] := true; is_free[s] := false; end;
  rule "disconnect" link[c][s] ==> link[c][s] := false; is_free[s] := true; end;
end;

invariant "a server has one client"
  forall c: client; d: client; s: server do c != d -> !(link[c][s] & link[d][s]) end;
