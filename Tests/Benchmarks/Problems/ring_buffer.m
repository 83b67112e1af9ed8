-- Free-running 32-bit indices of a ring buffer with a power of two of slots, chosen at the start.
-- expect: never more than there are slots=proved
type word: 0 .. 0xffffffff;
var head, tail, mask: word;

ruleset m: word do
  startstate begin
    head := 0;
    tail := 0;
    mask := (m & (m + 1)) = 0 & m <= 0xffff ? m : 0;
  end;
end;

function used(): word; begin return (head - tail) & 0xffffffff; end;

rule "put" used() <= mask ==> begin head := (head + 1) & 0xffffffff; end;
rule "take" head != tail ==> begin tail := (tail + 1) & 0xffffffff; end;
rule "take all" begin tail := head; end;

invariant "never more than there are slots" used() <= mask + 1;
