-- References of each of two pages, counted by page, and of one of three colours that each user has; the number of users of a colour.
const USERS: 2; PAGES: 2; LIMIT: 1000000;
--@ any
type user: scalarset(USERS); page: scalarset(PAGES); colour: enum { RED, GREEN, BLUE };
var
  holds: array [user] of array [page] of boolean;
  likes: array [user] of colour;
  count_of: array [page] of 0 .. LIMIT;
  lovers: array [colour] of 0 .. LIMIT;
  freed: array [page] of boolean;
startstate
  for u: user do
    for p: page do holds[u][p] := false end;
  end;
  for p: page do count_of[p] := 0; freed[p] := false; end;
  for c: colour do lovers[c] := 0 end;
end;
ruleset u: user; p: page do
  rule "get" !freed[p] & !holds[u][p] & count_of[p] < LIMIT ==> holds[u][p] := true; count_of[p] := count_of[p] + 1; end;
  rule "put" holds[u][p] ==> holds[u][p] := false; count_of[p] := count_of[p] - 1; end;
end;
ruleset u: user; c: colour do
  rule "choose" isundefined(likes[u]) & lovers[c] < LIMIT ==> likes[u] := c; lovers[c] := lovers[c] + 1; end;
  rule "change" !isundefined(likes[u]) & lovers[c] < LIMIT ==>
    lovers[likes[u]] := lovers[likes[u]] - 1;
    likes[u] := c;
    lovers[c] := lovers[c] + 1;
  end;
end;
ruleset p: page do
  rule "free" count_of[p] = 0 & !freed[p] ==> freed[p] := true; end;
  invariant "the count of a page is that of its holders" count_of[p] = count u: user do holds[u][p] end;
end;
invariant "as many as like a colour"
  forall c: colour do lovers[c] = sum u: user do !isundefined(likes[u]) & likes[u] = c ? 1 : 0 end end;
invariant "freed is held by nobody" forall u: user do forall p: page do freed[p] -> !holds[u][p] end end;
