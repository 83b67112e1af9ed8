type i: 0 .. 2; node: scalarset(2); colour: enum {red, green};
  r: record f: 0 .. 3; g: boolean; end;
  v: array [i] of 0 .. 3; w: array [node] of boolean; m: multiset [2] of i;
  deep: record r: r; v: v; end; holder: record m: m; end;
var x: r; y: v; z: w; n: 0 .. 3; d: deep; h: holder; net: multiset [2] of r;
procedure reset(); begin n := 0; end;
function touch(): 0 .. 3; begin n := 0; return 1; end;
function next(var k: 0 .. 3): 0 .. 3; begin k := 0; return k; end;
function again(k: 0 .. 3): r; begin return {f: again(k).f, g: true}; end;
startstate x := {f: 0, g: false}; y := {0, 1, 2}; z := {for k: node do true end}; n := 0; end;
rule "parts" begin
  x := {f: 0};
  x := {};
  x := {f: 0, g: true, h: 1, f: 2};
  x := {0, true};
  x := {f: true, g: 0};
  y := {1, 2};
  y := {f: 1};
  y := {for k: colour do 0 end};
  y := {for k: 0 .. 1 do 0 end};
  y := {for k := 0 to 2 do 0 end};
  x := {for k: i do 0 end};
  z := {true, false};
  y := {y with [3]: 0, [red]: 1};
  x := {x with h: 1};
  x := {y with [0]: 1};
  d := {d with r.f: 1, v[0]: true, v.f: 1};
  h := {m: h.m};
end;
rule "types" begin
  n := {1, 2};
  put {1, 2};
  put r{f: 0, g: true};
  alias q: {f: 0, g: true} do x := q; end;
  if {f: 0, g: true} = {f: 0, g: true} then n := 0; end;
  x := n{f: 1};
  x := nothing{f: 1};
  MultiSetAdd({f: 0}, net);
  reset({1});
  touch({1});
end;
rule "effects" begin
  x := {f: touch(), g: true};
  x := {f: next(n), g: true};
end;
rule "spellings" begin
  x := {f = 0, g = true};
  x := {f := 0, g: true};
  x := {f |-> 0, g: true};
  x := {.f: 0, .g: true};
  x := {f: 0; g: true};
  x := {...x, f: 1};
  y := [0, 1, 2];
  x := {f 0};
  x := {x with 1};
  if n = 0 { n := 1; }
end;
