-- Looking at one state takes minutes.
var a: 0..60000;
startstate begin a := 0; end;
rule "step" true ==> begin a := (a + 1) % 60001; end;
invariant "slow"
  forall b: 0..63 do forall c: 0..63 do forall d: 0..63 do forall e: 0..63 do forall f: 0..63 do
    a + b + c * d + e + f >= 0
  end end end end end;
