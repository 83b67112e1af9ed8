-- `var` parameters write to the caller's place, others are copies.
-- states: 38
-- firings: 142
type n: 0 .. 3;
var x: n; y: n; log: 0 .. 3;
procedure exchange(var a: n; var b: n);
var t: n;
begin
  t := a;
  a := b;
  b := t;
end;
function next(v: n): n;
begin
  return (v + 1) % 4;
end;
function take(var v: n): n;
begin
  v := 0;
  log := (log + 1) % 4;
  return 2;
end;
startstate begin x := 0; y := 3; log := 0; end;
rule "exchange" begin exchange(x, y); end;
rule "self" begin exchange(x, x); end;
rule "next" begin x := next(y); end;
rule "take" log < 3 ==> begin y := take(x); end;
invariant "taken" log >= 0;
