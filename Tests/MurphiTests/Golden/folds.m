type node: scalarset(3);
var a: array [node] of boolean; n: 0..3; sum: 0..3;
procedure reset(); begin n := 0; end;
function touch(i: node): 0..3; begin n := 0; return 1; end;
function next(var m: 0..3): 0..3; begin m := 0; return m; end;
function deep(m: 0..3): 0..3; begin return sum k := 0 to 1 do deep(k) end; end;
--                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error P2P403: a function cannot call itself in `sum`
--    help: write a loop
startstate begin n := 0; sum := 0; for i: node do a[i] := false; end; end;
rule "kinds" count i: node do n end > sum i: node do i end ==> begin
--                            ^ error P2P302: what `count` counts must be boolean, not `0..3`
--    help: compare it, for example with `!= 0`
--                                                   ^ error P2P303: `sum` needs numbers, not `node`
  n := max i: node do touch(i) end;
--                    ^^^^^^^^ error P2P315: what is in `max` must not change the state, but this call does
--    help: call it in a rule's body instead
  n := min i: node do next(sum) end;
--                    ^^^^^^^^^ error P2P315: what is in `min` must not change the state, but this call does
--    help: call it in a rule's body instead
  n += true; a[n] += 1; sum -= 1; touch(i) += 1; a[touch(n)] += 1;
--     ^^^^ error P2P303: `+` needs numbers, not `boolean`
--             ^ error P2P301: the array is indexed by `node`, not `0..3`
--                                         ^^ error P2P104: expected a statement, found `+=`
--                                                       ^ error P2P301: parameter `i` is `node`, not `0..3`
end;
rule "words" begin n := sum i node do 1 end; n := count; n := count i: node; end;
--                            ^^^^ error P2P104: expected `:=` or `:`, found `node`
--                                 ^^ error P2P104: expected `end`, found `do`
--                                           ^ error P2P104: expected a declaration, function or rule, found `n`
rule "end" begin n := min i: node do 1; end;
--                                    ^ error P2P104: expected `end`, found `;`
