-- A reader that wants to write does not look for another one that wants the same; twelve tickets are taken before.
-- expect: a writer is alone=violated
type count: 0 .. (1 << 32) - 1;
var readers, upgrading, writers, tickets: count;

startstate begin readers := 0; upgrading := 0; writers := 0; tickets := 0; end;

rule "ticket" tickets < (1 << 32) - 1 ==> begin tickets := tickets + 1; end;
rule "read" writers = 0 & tickets > 0 & readers < (1 << 32) - 1 ==> begin readers := readers + 1; end;
rule "stop reading" readers > 0 ==> begin readers := readers - 1; end;
rule "want to write" readers > 0 & tickets >= 12 ==> begin readers := readers - 1; upgrading := upgrading + 1; end;
rule "write" readers = 0 & upgrading > 0 ==> begin upgrading := upgrading - 1; writers := writers + 1; end;
rule "stop writing" writers > 0 ==> begin writers := writers - 1; end;

invariant "a writer is alone" writers <= 1;
