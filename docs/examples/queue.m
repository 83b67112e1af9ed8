-- A bounded queue that several threads share: push blocks nobody and says whether there was room, pop whether there was
-- something.

const
  SIZE: 4;
  VALUES: 8;

type
  count: 0 .. SIZE;
  place: 0 .. SIZE - 1;
  value: 0 .. VALUES - 1;

var
  --@ view strip
  items: array [place] of value;
  --@ observe
  length: count;

startstate "empty"
begin
  length := 0;
end;

ruleset v: value do
  --@ operation push v
  --@ returns true
  rule "push"
    length < SIZE
  ==>
    items[length] := v;
    length := length + 1;
  end;

  --@ operation push v
  --@ returns false
  rule "push: full"
    length = SIZE
  ==>
  end;
end;

--@ operation pop
--@ returns items[0]
rule "pop"
  length > 0
==>
  for p: place do
    if p + 1 < length then items[p] := items[p + 1] end;
  end;
  length := length - 1;
  undefine items[length];
end;

--@ operation pop
--@ returns "empty"
rule "pop: empty"
  length = 0
==>
end;

invariant "what is in the queue is defined"
  forall p: place do p < length -> !isundefined(items[p]) end;
