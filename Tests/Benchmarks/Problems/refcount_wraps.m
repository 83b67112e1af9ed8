-- A count of four bits that wraps.
-- expect: memory in use is there=violated
const MODULUS: 1 << 4;
var count: 0 .. MODULUS - 1;
    users: 0 .. (1 << 32) - 1;
    freed: boolean;

startstate begin count := 1; users := 1; freed := false; end;

rule "get" users > 0 & users < (1 << 32) - 1 ==>
begin users := users + 1; count := (count + 1) % MODULUS; end;
rule "put" users > 0 ==>
begin
  users := users - 1;
  count := (count + MODULUS - 1) % MODULUS;
  freed := freed | count = 0;
end;

invariant "memory in use is there" users > 0 -> !freed;
