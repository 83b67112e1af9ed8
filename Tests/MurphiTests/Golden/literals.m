type i: 0 .. 2; node: scalarset(2); colour: enum {red, green};
  r: record f: 0 .. 3; g: boolean; end;
  v: array [i] of 0 .. 3; w: array [node] of boolean; m: multiset [2] of i;
  deep: record r: r; v: v; end; holder: record m: m; end;
var x: r; y: v; z: w; n: 0 .. 3; d: deep; h: holder; net: multiset [2] of r;
procedure reset(); begin n := 0; end;
function touch(): 0 .. 3; begin n := 0; return 1; end;
function next(var k: 0 .. 3): 0 .. 3; begin k := 0; return k; end;
function again(k: 0 .. 3): r; begin return {f: again(k).f, g: true}; end;
--                                         ^^^^^^^^^^^^ error P2P325: `r` has `g` as well
--    help: give every field a value, or name what the others are taken from: `{value with name: other}`
--                                             ^^^^^^^^ error P2P301: `r` cannot be assigned to `0..3`
--    here, `f`: this is `0..3`
--    here, `again(k)`: this is `r`
--                                                     ^ error P2P104: expected `}`, found `.`
startstate x := {f: 0, g: false}; y := {0, 1, 2}; z := {for k: node do true end}; n := 0; end;
rule "parts" begin
  x := {f: 0};
--     ^^^^^^ error P2P325: `r` has `g` as well
--    help: give every field a value, or name what the others are taken from: `{value with name: other}`
  x := {};
--     ^^ error P2P325: `r` has `f`, `g` as well
--    help: give every field a value, or name what the others are taken from: `{value with name: other}`
  x := {f: 0, g: true, h: 1, f: 2};
--                           ^ error P2P205: `f` has a value already
--    here, `f`: first given here
  x := {0, true};
--      ^ error P2P104: the parts of a record have names
--    help: write `f: value`
  x := {f: true, g: 0};
--         ^^^^ error P2P301: `boolean` cannot be assigned to `0..3`
--    here, `f`: this is `0..3`
--    here, `true`: this is `boolean`
--                  ^ error P2P301: a number cannot be assigned to `boolean`
--    here, `g`: this is `boolean`
--    here, `0`: this is a number
  y := {1, 2};
--     ^^^^^^ error P2P325: `v` has 3 elements, not 2
--    help: give each of them a value, or write `{for i: T do value end}` or `{value with [i]: other}`
  y := {f: 1};
--      ^ error P2P318: `v` has no fields
--    help: write its elements in their order, or `{for i: T do value end}`
  y := {for k: colour do 0 end};
--          ^^^^^^^^^ error P2P325: this does not go through all of `i`
--    help: go through the type that indexes the array: `for k: T`
  y := {for k: 0 .. 1 do 0 end};
--          ^^^^^^^^^ error P2P325: this does not go through all of `i`
--    help: go through the type that indexes the array: `for k: T`
  y := {for k := 0 to 2 do 0 end};
--          ^^^^^^^^^^^ error P2P325: this does not go through all of `i`
--    help: go through the type that indexes the array: `for k: T`
  x := {for k: i do 0 end};
--          ^^^^ error P2P318: `r` has no elements
--    help: write `{name: value, ...}`
  z := {true, false};
--     ^^^^^^^^^^^^^ error P2P325: what indexes `w` has no order
--    help: write `{for i: T do value end}`
  y := {y with [3]: 0, [red]: 1};
--                      ^^^ error P2P301: the array is indexed by `i`, not `colour`
  x := {x with h: 1};
  x := {y with [0]: 1};
--^^^^^^^^^^^^^^^^^^^^ error P2P301: `v` cannot be assigned to `r`
--    here, `x`: this is `r`
--    here, `{y with [0]: 1}`: this is `v`
  x := {x with};
--            ^ error P2P104: expected what is different: `name: value`, found `}`
  d := {d with r.f: 1, v[0]: true, v.f: 1};
--                           ^^^^ error P2P301: `boolean` cannot be assigned to `0..3`
--    here, `v[0]`: this is `0..3`
--    here, `true`: this is `boolean`
--                                   ^ error P2P318: `v` has no fields
--    here, `v.f`: this is `v`
  h := {m: h.m};
--     ^^^^^^^^ error P2P403: `holder` cannot be written out: there is a multiset in it
--    help: add elements by `MultiSetAdd`
end;
rule "types" begin
  n := {1, 2};
--     ^^^^^^ error P2P301: a value in braces is a record or an array, not `0..3`
  put {1, 2};
--    ^^^^^^ error P2P326: nothing here says of which type this value is
--    help: write the type's name before the brace: `T{...}`
  put r{f: 0, g: true};
--    ^^^^^^^^^^^^^^^^ error P2P311: a computed `r` cannot be printed
--    help: assign it to a variable first
  alias q: {f: 0, g: true} do x := q; end;
--         ^^^^^^^^^^^^^^^ error P2P326: nothing here says of which type this value is
--    help: write the type's name before the brace: `T{...}`
  if {f: 0, g: true} = {f: 0, g: true} then n := 0; end;
--   ^^^^^^^^^^^^^^^ error P2P326: nothing here says of which type this value is
--    help: write the type's name before the brace: `T{...}`
--                     ^^^^^^^^^^^^^^^ error P2P326: nothing here says of which type this value is
--    help: write the type's name before the brace: `T{...}`
  x := n{f: 1};
--     ^ error P2P203: `n` is a variable, not a type
--    32 up, `n`: declared here
  x := nothing{f: 1};
  MultiSetAdd({f: 0}, net);
--            ^^^^^^ error P2P325: `r` has `g` as well
--    help: give every field a value, or name what the others are taken from: `{value with name: other}`
  reset({1});
--^^^^^^^^^^ error P2P309: `reset` takes 0 arguments, not 1
--    34 up, `reset`: declared here
--      ^^^ error P2P326: nothing here says of which type this value is
--    help: write the type's name before the brace: `T{...}`
  touch({1});
--^^^^^^^^^^ error P2P309: `touch` takes 0 arguments, not 1
--    34 up, `touch`: declared here
--      ^^^ error P2P326: nothing here says of which type this value is
--    help: write the type's name before the brace: `T{...}`
end;
rule "effects" begin
  x := {f: touch(), g: true};
--         ^^^^^^^ error P2P315: what is in a record or array must not change variables
--    help: keep what the call returns in a variable first
  x := {f: next(n), g: true};
--         ^^^^^^^ error P2P315: what is in a record or array must not change variables
--    help: keep what the call returns in a variable first
end;
rule "spellings" begin
  x := {f = 0, g = true};
--      ^^^^^ error P2P104: the parts of a record have names
--    help: write `f: value`
  x := {f := 0, g: true};
--        ^^ error P2P109: `:=` behind the name of a part
--    help: write `:`
  x := {f |-> 0, g: true};
--        ^^^ error P2P109: `|->` behind the name of a part
--    help: write `:`
  x := {.f: 0, .g: true};
--      ^ error P2P109: `.` before the name of a part
--    help: write `name: value`
--             ^ error P2P109: `.` before the name of a part
--    help: write `name: value`
  x := {f: 0; g: true};
--          ^ error P2P109: `;` between the parts of a value
--    help: write `,`
  x := {...x, f: 1};
--      ^^ error P2P109: `...` does not name what a value is made from
--    help: write `{value with name: other}`
--         ^ error P2P104: the parts of a record have names
--    help: write `f: value`
  y := [0, 1, 2];
--     ^ error P2P104: expected an expression, found `[`
--    help: write a record or an array in braces, such as `{1, 2}`
  x := {f 0};
--      ^ error P2P104: the parts of a record have names
--    help: write `f: value`
--        ^ error P2P104: expected `}`, found a number
  x := {x with 1};
--             ^ error P2P104: expected a field's name or `[`, found a number
  if n = 0 { n := 1; }
--         ^ error P2P104: expected `then`, found `{`
--                   ^ error P2P104: expected a statement, found `}`
end;
--:1-1 error P2P104: expected `end` or `endrule`, found the end of the file
