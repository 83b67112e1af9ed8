-- Tickets are told by their order only, and of two that wait one came first.
const N: 3; TICKETS: 12;
type cpu: scalarset(N); ticket: 0 .. TICKETS - 1; place: enum {OUTSIDE, WAITS, INSIDE};
var next, shown: ticket; ticket_of: array [cpu] of ticket; at: array [cpu] of place;
startstate next := 0; shown := 0; for c: cpu do at[c] := OUTSIDE end; end;
ruleset c: cpu do
  rule "take" at[c] = OUTSIDE & next < TICKETS - 1 ==> ticket_of[c] := next; next := next + 1; at[c] := WAITS; end;
  rule "enter" at[c] = WAITS & ticket_of[c] = shown ==> at[c] := INSIDE; end;
  rule "leave" at[c] = INSIDE ==> shown := shown + 1; undefine ticket_of[c]; at[c] := OUTSIDE; end;
end;
invariant "one" forall c: cpu; d: cpu do at[c] = INSIDE & at[d] = INSIDE -> c = d end;
