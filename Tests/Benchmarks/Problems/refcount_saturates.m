-- A 32-bit count that stays at its maximum once it gets there; users are counted in 64 bits.
-- expect: memory in use is there=proved
const SATURATED: (1 << 32) - 1;
var count: 0 .. SATURATED;
    users: 0 .. (1 << 64) - 1;
    freed: boolean;

startstate begin count := 1; users := 1; freed := false; end;

rule "get" users > 0 & users < (1 << 64) - 1 ==>
begin users := users + 1; if count < SATURATED then count := count + 1; end; end;
rule "put" users > 0 ==>
begin
  users := users - 1;
  if count < SATURATED then count := count - 1; freed := freed | count = 0; end;
end;

invariant "memory in use is there" users > 0 -> !freed;
