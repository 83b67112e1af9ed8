-- One firing takes minutes, by loops that are all short.
var a: 0..60000;
startstate begin a := 0; end;
ruleset i: 0..40 do
  rule "slow"
    var s: 0..63;
  begin
    s := 0;
    for b: 0..63 do for c: 0..63 do for d: 0..63 do for e: 0..63 do for f: 0..63 do
      s := (s + b + c * d + e * f + a) % 64;
    end; end; end; end; end;
    a := (a + i + s) % 60001;
  end;
end;
invariant "in range" a <= 60000;
