-- `ismember` tells scalarsets of the same size apart, by their names.
-- states: 2
-- firings: 2
-- deadlock: off
-- rumur: skip, it has no unions
type client: scalarset(1); server: scalarset(1); agent: union {client, server};
var who: agent;
startstate begin for c: client do who := c; end; end;
ruleset s: server; c: client do
  rule "serve" ismember(who, client) ==> begin who := s; end;
  rule "ask" ismember(who, server) ==> begin who := c; end;
end;
invariant "one of them" ismember(who, client) != ismember(who, server);
