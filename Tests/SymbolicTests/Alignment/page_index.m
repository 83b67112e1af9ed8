-- expect: inside=proved aligned=proved
type index: 0 .. 0xffffffff; addr: 0 .. 0xffffffffffffffff; shift: 12 .. 30;
var page, count: index; size, base: addr;
ruleset s: shift; n: index do
  startstate size := 1 << s; base := 0; page := 0; count := n; end;
end;
rule "next" page < count ==> page := page + 1; base := base + size; end;
invariant "inside" base = page * size;
invariant "aligned" base % size = 0;
