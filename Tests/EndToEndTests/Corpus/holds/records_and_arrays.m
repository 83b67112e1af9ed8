-- Whole records and arrays are assigned, compared, passed and returned.
-- states: 8
-- firings: 24
type pair: record a: 0 .. 2; b: boolean; end;
  list: array [0 .. 1] of pair;
var p: pair; q: pair; l: list; m: list;
function swap(x: pair): pair;
var r: pair;
begin
  r.a := 2 - x.a;
  r.b := !x.b;
  return r;
end;
startstate begin
  clear p;
  q := p;
  clear l;
  m := l;
end;
rule "swap" begin q := swap(p); end;
rule "copy" begin p := q; l[0] := p; end;
rule "whole" begin m := l; end;
invariant "equal or not" (p = q) | (p != q);
invariant "member by member" p = q -> p.a = q.a & p.b = q.b;
invariant "second untouched" l[1].a = 0 & m[1] = l[1];
