-- expect: inside=violated
-- The end need not be aligned.
type addr: 0 .. 0xfffffffffffff000; shift: 12 .. 30;
var at, first, last, size: addr; done: boolean;
ruleset s: shift; a: addr; b: addr do
  startstate begin
    size := 1 << s; assume a <= b & a % (1 << s) = 0;
    first := a; last := b; at := a; done := false
  end;
end;
rule "step" !done & at < last ==> at := at + size end;
rule "end" !done & at = last ==> done := true end;
invariant "inside" first <= at & at <= last;
invariant "aligned" at % size = 0;
