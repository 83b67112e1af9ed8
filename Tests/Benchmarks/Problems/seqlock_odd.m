-- The reader only looks whether the count has changed.
-- expect: what is believed belongs together=violated
type word: 0 .. 0xffffffff;
var count, seen, first, second, got_first, got_second: word;
    writer: 0 .. 3;
    reader: enum { START, ONE, TWO, BELIEVED };

startstate begin
  count := 0; seen := 0; first := 0; second := 0; got_first := 0; got_second := 0;
  writer := 0; reader := START;
end;

rule "count before" writer = 0 & count < 0xfffffffe ==> begin count := count + 1; writer := 1; end;
ruleset v: word do
  rule "write the first" writer = 1 ==> begin first := v; writer := 2; end;
end;
rule "write the second" writer = 2 ==> begin second := first; writer := 3; end;
rule "count after" writer = 3 ==> begin count := count + 1; writer := 0; end;

rule "begin" reader = START ==> begin seen := count; reader := ONE; end;
rule "read the first" reader = ONE ==> begin got_first := first; reader := TWO; end;
rule "read the second" reader = TWO ==>
begin got_second := second; reader := count = seen ? BELIEVED : START; end;
rule "again" reader = BELIEVED ==> begin reader := START; end;

invariant "what is believed belongs together" reader = BELIEVED -> got_first = got_second;
