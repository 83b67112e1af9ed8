-- One arbitrary element on its way through a queue with 32-bit indices that wrap.
-- expect: it comes out where it was put=proved, in its place while it waits=proved
const SLOTS: 1 << 12;
type word: 0 .. 0xffffffff;
     slot: 0 .. SLOTS - 1;
var head, tail, place: word;
    at: enum { OUTSIDE, INSIDE, DONE };
    put_in, took_from: slot;

ruleset i: word do
  startstate begin
    head := i; tail := i; place := i; at := OUTSIDE; put_in := i % SLOTS; took_from := i % SLOTS;
  end;
end;

function used(): word; begin return (head - tail) & 0xffffffff; end;

rule "put" used() < SLOTS ==> begin head := (head + 1) & 0xffffffff; end;
rule "put the element" at != INSIDE & used() < SLOTS ==>
begin place := head; put_in := head % SLOTS; at := INSIDE; head := (head + 1) & 0xffffffff; end;
rule "take" head != tail ==>
begin
  if at = INSIDE & tail = place then took_from := tail % SLOTS; at := DONE; end;
  tail := (tail + 1) & 0xffffffff;
end;

invariant "it comes out where it was put" at = DONE -> put_in = took_from;
invariant "in its place while it waits" at = INSIDE -> ((place - tail) & 0xffffffff) < used();
