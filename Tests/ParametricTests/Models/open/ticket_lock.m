-- violated-at: 3
-- Who leaves shows the ticket after the next one: only a third who waits is skipped, and a fourth would be let in with him.
const N: 2; TICKETS: 12;
type cpu: scalarset(N); ticket: 0 .. TICKETS - 1; place: enum {OUTSIDE, WAITS, INSIDE};
var next, shown: ticket; ticket_of: array [cpu] of ticket; at: array [cpu] of place;
startstate next := 0; shown := 0; for c: cpu do at[c] := OUTSIDE end; end;
ruleset c: cpu do
  rule "take" at[c] = OUTSIDE & next < TICKETS - 1 ==> ticket_of[c] := next; next := next + 1; at[c] := WAITS; end;
  rule "enter" at[c] = WAITS & ticket_of[c] = shown ==> at[c] := INSIDE; end;
  rule "leave" at[c] = INSIDE ==>
    if next - shown > 2 then shown := shown + 2 else shown := shown + 1 end;
    undefine ticket_of[c];
    at[c] := OUTSIDE;
  end;
end;
invariant "nobody is skipped" forall c: cpu do at[c] = WAITS -> ticket_of[c] >= shown end;
