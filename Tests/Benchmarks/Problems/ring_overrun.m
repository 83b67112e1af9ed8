-- A ring buffer of sixteen slots whose writer looks for "not more than full" instead of "less than full".
-- expect: never more than there are slots=violated
type word: 0 .. 0xffffffff;
var head, tail: word;

ruleset begin_at: word do
  startstate begin head := begin_at; tail := begin_at; end;
end;

function used(): word; begin return (head - tail) & 0xffffffff; end;

rule "put" used() <= 16 ==> begin head := (head + 1) & 0xffffffff; end;
rule "take" head != tail ==> begin tail := (tail + 1) & 0xffffffff; end;

invariant "never more than there are slots" used() <= 16;
