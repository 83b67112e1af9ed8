-- Asking which rules are enabled takes hours.
var a: 0..60000;
startstate begin a := 0; end;
ruleset i: 0..4000 do
  rule "slow"
    forall b: 0..63 do forall c: 0..63 do forall d: 0..63 do forall e: 0..63 do
      a * b + c * d + e + i >= 0
    end end end end
  ==> begin a := (a + i) % 60001; end;
end;
invariant "in range" a <= 60000;
