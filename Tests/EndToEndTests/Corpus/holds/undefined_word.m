-- CMurphi's word for no value, as an argument and assigned.
-- states: 2
-- deadlock: off
-- rumur: skip, it has no such word
type t: 0..3;
var x: t; y: boolean;
procedure set(v: t; b: boolean); begin if isundefined(v) then undefine x; else x := v; end; y := b; end;
startstate begin set(UNDEFINED, true); end;
rule "set" begin set(3, y); end;
rule "unset" begin x := undefined; end;
