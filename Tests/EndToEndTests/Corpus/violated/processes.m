-- A step that reads and a step that writes are two: an update is lost, and who divides by what is left fails.
-- expect: nothing is lost=violated
-- expect: no-runtime-error=violated
-- expect: no-deadlock=violated
-- rumur: skip, it has no processes
type cpu: 0 .. 1;
var counter: 0 .. 2;
startstate counter := 0; end;

process c: cpu at pc
var seen: 0 .. 2;
begin
read: seen := counter;
write: counter := seen + 1;
divide: await counter > 0;
  counter := 2 / (counter - 1);
end;

invariant "nothing is lost" (forall c: cpu do pc[c] = divide end) -> counter = 2;
