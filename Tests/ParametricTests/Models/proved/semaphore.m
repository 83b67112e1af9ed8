-- The one who holds it is named; the size is a number.
type process: scalarset(2); at: enum {OUT, WANTS, IN};
var where: array [process] of at; holder: process;
startstate for q: process do where[q] := OUT end; undefine holder; end;
ruleset q: process do
  rule "want" where[q] = OUT ==> where[q] := WANTS; end;
  rule "take" where[q] = WANTS & isundefined(holder) ==> holder := q; where[q] := IN; end;
  rule "leave" where[q] = IN ==>
    assert holder = q "it is the holder who leaves";
    undefine holder;
    where[q] := OUT;
  end;
end;
invariant "one at a time" forall a: process; b: process do where[a] = IN & where[b] = IN -> a = b end;
