-- The ticket lock, and that nobody waits for ever. It is enough that whoever can go on does so at some time: nobody is overtaken.
--
-- In a file of its own, for `leadsto` follows single CPUs: states that differ only in their names are all visited.

include "ticket_lock.m";

ruleset c: cpu do
  leadsto "L9 who has a ticket gets the lock" cpus[c].at = SPIN ~> cpus[c].at = LOCKED;
  leadsto "L10 who has the lock gives it back" holds(c) ~> !holds(c);
end;
