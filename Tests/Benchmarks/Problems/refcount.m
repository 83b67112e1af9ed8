-- A reference count, what holds the references, and the memory that goes with the last of them.
-- expect: memory in use is there=proved
type word: 0 .. (1 << 32) - 1;
var count, users: word;
    owned, freed: boolean;

startstate begin count := 1; users := 0; owned := true; freed := false; end;

rule "get" owned & count < (1 << 32) - 1 ==> begin count := count + 1; users := users + 1; end;
rule "copy" users > 0 & count < (1 << 32) - 1 ==> begin count := count + 1; users := users + 1; end;
rule "put" users > 0 ==> begin users := users - 1; count := count - 1; freed := freed | count = 0; end;
rule "disown" owned ==> begin owned := false; count := count - 1; freed := freed | count = 0; end;

invariant "memory in use is there" owned | users > 0 -> !freed;
