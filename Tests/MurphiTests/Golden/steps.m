var x: 0 .. 3; b: boolean; m: multiset [2] of boolean;
procedure reset(); begin x := 0; end;
function touch(): boolean; begin x := 0; return true; end;
function next(var y: 0 .. 3): boolean; begin y := 0; return true; end;
startstate begin x := 0; b := true; end;
step "number" x';
--            ^^ error P2P302: a property must be boolean, not `0..3`
--    help: compare it, for example with `!= 0`
step "changes" touch() | touch()';
--             ^^^^^^^ error P2P315: a property must not change the state, but this call does
--    help: call it in a rule's body instead
step "reference" next(x) | b';
--                    ^ error P2P310: the `var` parameter `y` needs a variable that may be written
step "twice" x'' = 0;
--             ^ error P2P327: `'` behind a `'`
step "true" true';
step "next" next' = 1;
--          ^^^^ error P2P203: `next` is a function, not a value
--    7 up, `next`: declared here
choose i: m do step "of elements" m[i]'; end;
--             ^^^^^^^^^^^^^^^^^^^^^^^^ error P2P323: `step` cannot be within `choose`
--    help: `MultiSetCount` says what elements there are
rule b' ==> begin x' := 1; x := x'; assert b' "later"; end;
--   ^^ error P2P327: `'` stands outside of a `step` property
--    help: only `step` speaks of the state after a step
--                 ^ error P2P104: expected `:=`, found `'`
--                              ^^ error P2P327: `'` stands outside of a `step` property
--    help: only `step` speaks of the state after a step
--                                         ^^ error P2P327: `'` stands outside of a `step` property
--    help: only `step` speaks of the state after a step
invariant "now" x' = x;
--              ^^ error P2P327: `'` stands outside of a `step` property
--    help: only `step` speaks of the state after a step
step "part" x'.f = x''[1];
--            ^^ error P2P327: `.f` behind a `'`
--    help: the prime stands last: write `x.f'` for the part `f` of `x` in the state after
--                   ^^^^ error P2P327: `'[1]` behind a `'`
--    help: the prime stands last: write `x.f'` for the part `f` of `x` in the state after
step "undefined" isundefined(x') | isundefined(x)';
--                            ^ error P2P327: `'` behind what may be undefined
--    help: write `isundefined(x)'`
step "no expression" ;
--                   ^ error P2P104: expected an expression, found `;`
