-- A cover behind an early return.
type p: scalarset(2); var c: array [p] of 0..2; t: boolean;
ruleset w: p do startstate begin for i: p do c[i] := 1; end; c[w] := 0; t := false; end; end;
rule "turn" begin t := !t; end;
procedure f(); begin for i: p do if c[i] = 1 then return; end; cover c[i] = 0 "zero"; end; end; rule "r" begin f(); end;
