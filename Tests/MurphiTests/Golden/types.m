const LIMIT: 4;
type small: 0..LIMIT; color: enum {red, green}; node: scalarset(3);
var x: small; c: color; n: node; b: boolean; a: array [small] of color; r: record f: small; end;
function pick(var v: small; w: color): color; begin v := 0; return w; end;
procedure reset(); begin clear x; end;
function touch(): boolean; begin x := 0; return true; end;
startstate
  x := red; c := 1; n := 0; b := x; a := r; a[red] := red; a[0][0] := red; x.f := 1;
--^^^^^^^^ error P2P301: `color` cannot be assigned to `small`
--    here, `x`: this is `small`
--    here, `red`: this is `color`
--          ^^^^^^ error P2P301: a number cannot be assigned to `color`
--    here, `c`: this is `color`
--    here, `1`: this is a number
--                  ^^^^^^ error P2P301: a number cannot be assigned to `node`
--    here, `n`: this is `node`
--    here, `0`: this is a number
--                          ^^^^^^ error P2P301: `small` cannot be assigned to `boolean`
--    here, `b`: this is `boolean`
--    here, `x`: this is `small`
--                                  ^^^^^^ error P2P301: a record cannot be assigned to an array
--    here, `a`: this is an array
--    here, `r`: this is a record
--                                            ^^^ error P2P301: the array is indexed by `small`, not `color`
--                                                              ^ error P2P318: `color` has no elements
--    here, `a[0`: this is `color`
--                                                                           ^ error P2P318: `small` has no fields
--    here, `x`: this is `small`
  b := x & 1 = 1;
--     ^^^^^^^^^ error P2P301: `&` mixes a number and a boolean
--    here, `x`: this is `small`
--    here, `1 = 1`: this is `boolean`
--    help: comparisons bind tighter: write `(a & b) = c`
  b := c < green;
--     ^ error P2P303: `<` needs numbers, not `color`
  b := !x;
--      ^ error P2P302: the operand of `!` must be boolean, not `small`
--    help: compare it, for example with `!= 0`
  b := x = 1 ? true : 2;
--     ^^^^^^^^^^^^^^^^ error P2P301: the branches of `?:` are `boolean` and a number
--    here, `true`: this is `boolean`
--    here, `2`: this is a number
  if x then b := true; end;
--   ^ error P2P302: the condition of `if` must be boolean, not `small`
--    help: compare it, for example with `!= 0`
  while c do b := true; end;
--      ^ error P2P302: the condition of `while` must be boolean, not `color`
  x := b + 1;
--     ^ error P2P303: `+` needs numbers, not `boolean`
  c := pick(x);
--     ^^^^^^^ error P2P309: `pick` takes 2 arguments, not 1
--    12 up, `pick`: declared here
  c := pick(1, red);
--          ^ error P2P310: the `var` parameter `v` needs a variable that may be written
  c := pick(LIMIT, red);
--          ^^^^^ error P2P310: the `var` parameter `v` needs a variable that may be written
  for i := 0 to 3 do c := pick(i, red); end;
--                             ^ error P2P310: the `var` parameter `v` is `small`, the argument `0..3`
--    help: both must have exactly the same type
  x := reset();
--     ^^^^^^^ error P2P314: `reset` is a procedure and has no value
  LIMIT := 5;
--^^^^^ error P2P308: a value cannot be assigned to
  clear pick;
--      ^^^^ error P2P203: `pick` is a function, not a value
--    18 up, `pick`: declared here
  switch x case true: x := 0; case: x := 1; else x := 2; end;
--              ^^^^ error P2P301: `boolean` cannot be compared with the subject, `small`
--                            ^^^^^ error P2P319: a `case` without values must be the last one
--    help: write `else`
  switch r end;
--       ^ error P2P311: `switch` cannot compare a record
  b := isundefined(r);
--                 ^ error P2P311: `isundefined` needs a simple variable, not a record
  b := isundefined(LIMIT);
--                 ^^^^^ error P2P308: `isundefined` needs a variable, not a value
  liveness b;
--^^^^^^^^^^ error P2P317: `liveness` cannot be a statement
--    help: put it beside the rules
  return 1;
--^^^^^^^^ error P2P313: only a function can return a value
  for i := 3 to 0 do b := true; end;
--         ^^^^^^ error P2P312: a step of 1 does not lead from 3 to 0
--    help: add `by -1`
  for i := 0 to 3 by 0 do b := true; end;
--                   ^ error P2P312: a step of 0 never ends
end;
rule touch() ==> begin end;
--   ^^^^^^^ error P2P315: a guard must not change the state, but this call does
--    help: call it in a rule's body instead
invariant "pure" touch() | b;
--               ^^^^^^^ error P2P315: a property must not change the state, but this call does
--    help: call it in a rule's body instead
invariant x
--        ^ error P2P302: a property must be boolean, not `small`
--    help: compare it, for example with `!= 0`
