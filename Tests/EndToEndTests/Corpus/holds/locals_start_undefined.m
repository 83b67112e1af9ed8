-- A local is undefined on every entry.
-- deadlock: off
-- states: 1
-- firings: 1
var x: boolean;
startstate begin x := true; end;
rule "enter"
var l: 0 .. 3;
begin
  x := isundefined(l);
  l := 1;
end;
invariant "undefined" x;
