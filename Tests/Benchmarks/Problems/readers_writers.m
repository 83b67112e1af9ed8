-- Any number of readers, or one writer, with waiting writers counted.
-- expect: a writer is alone=proved
type count: 0 .. (1 << 32) - 1;
var readers, writers, waiting: count;

startstate begin readers := 0; writers := 0; waiting := 0; end;

rule "read" writers = 0 & waiting = 0 & readers < (1 << 32) - 1 ==> begin readers := readers + 1; end;
rule "stop reading" readers > 0 ==> begin readers := readers - 1; end;
rule "wait" waiting < (1 << 32) - 1 ==> begin waiting := waiting + 1; end;
rule "write" waiting > 0 & readers = 0 & writers = 0 ==> begin waiting := waiting - 1; writers := writers + 1; end;
rule "stop writing" writers > 0 ==> begin writers := writers - 1; end;
rule "downgrade" writers > 0 ==> begin writers := writers - 1; readers := readers + 1; end;

invariant "a writer is alone" writers <= 1 & (writers = 1 -> readers = 0);
