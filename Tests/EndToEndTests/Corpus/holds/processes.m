-- Processes step by step: a ticket lock, and somebody without a parameter who looks.
-- states: 1340
-- rumur: skip, it has no processes
type cpu: scalarset(3); number: 0 .. 3;
var next, owner: number;
startstate next := 0; owner := 0; end;

process c: cpu at pc
var ticket: number;
begin
take "take a ticket":
  ticket := next;
  next := (next + 1) % 4;
wait:
  await ticket = owner;
unlock (much: 1 .. 1):
  owner := (owner + much) % 4;
  undefine ticket;
  if next = owner then goto take end;
again: goto take;
end;

process at observer
var seen: number;
begin
look: await exists c: cpu do pc[c] = unlock end; seen := owner; goto think;
look: await next = owner; return;
think: await seen != owner; undefine seen; goto look;
end;

invariant "one at a time" count c: cpu do pc[c] = unlock end <= 1;
invariant "who looks remembers" observer = think -> !isundefined(seen);
liveness "everybody comes back" forall c: cpu do pc[c] = take end;
