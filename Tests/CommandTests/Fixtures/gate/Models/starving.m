-- Every kind of run: into a deadlock, a cycle that starves somebody, a violated invariant and a failing assertion.
const
  K: 2;

type
  count: 0 .. K;

var
  served: count;
  isOpen: boolean;

startstate "closed"
begin
  served := 0;
  isOpen := false;
end;

rule "open" !isOpen & served < K ==>
  isOpen := true;
end;

rule "close" isOpen & served < K ==>
  isOpen := false;
end;

ruleset n: 1 .. K do
  rule "serve" isOpen & served + n <= K ==>
    assert served = 0 "nobody is counted twice";
    served := served + n;
  end;
end;

invariant "two at once; K" served < 2;

liveness "everyone is served" served = 1;
