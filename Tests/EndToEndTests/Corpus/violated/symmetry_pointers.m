-- Two constants that are written through pointers, maybe to the same element.
-- expect: some=violated
type p: scalarset(2);
var a: array [p] of boolean; x, y: array [p] of p; t: boolean;
ruleset w: p; v: p do startstate begin for i: p do a[i] := false; x[i] := w; y[i] := v; end; t := false; end; end;
rule "write" begin for i: p do a[x[i]] := true; a[y[i]] := false; end; t := !t; end;
ruleset i: p; j: p do rule "x" begin x[i] := j; end; rule "y" begin y[i] := j; end; end;
invariant "some" !(t & (exists i: p do a[i] end));
