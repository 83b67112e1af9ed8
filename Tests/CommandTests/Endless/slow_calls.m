-- Functions without loops that call each other twice: 2^18 calls for a firing.
var a: 0..60000;
function f(x: 0..40): 0..60000;
  var r: 0..60000;
begin
  if x = 0 then return a; end;
  r := f(x - 1);
  r := (r + f(x - 1)) % 60001;
  return r;
end;
startstate begin a := 0; end;
ruleset i: 0..3000 do rule "slow" true ==> begin a := (f(18) + i) % 60001; end; end;
invariant "in range" a <= 60000;
