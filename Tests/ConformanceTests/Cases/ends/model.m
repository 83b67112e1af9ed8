type T: enum {A, B};
var busy: boolean;
    --@ observe who
    who: T;
startstate begin busy := false; undefine who; end;
--@ operation go
rule "begin" !busy ==> busy := true; end;
ruleset t: T do
  --@ returns
  rule "end" busy & t = B ==> busy := false; who := t; end;
end;
