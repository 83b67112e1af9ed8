--@ refines a.m
type s: scalarset(3); k: 0..2;
var y: 0..1; b: boolean;
--@ abstracts x
function fx(): 0..1; begin return y; end;
--@ abstracts r.b
function fr(): 0..1; begin return y; end;
--@ abstracts l[i]
function fl(i: k): boolean; begin return b & i = 1; end;
startstate y := 0; b := true; end; rule begin y := 1 - y; end;
-- abstract model:
var x: 0..1; r: record a: 0..1; end; l: array [0..2] of boolean;
startstate x := 0; r.a := 0; for i: 0..2 do l[i] := i = 1 end; end;
