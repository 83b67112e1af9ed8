type p: scalarset(2); m: 0..3; n: union {p, m, enum {nobody}}; bad: union {m, record x: m; end};
--                                                                            ^^^^^^^^^^^^^^^^ error P2P402: a union's members are simple types
var v: n; w: m; q: p; k: boolean;
function one(): 0..9; begin return 1; end;
startstate
  v := nobody; v := w; v := 5; v := q; w := v; v := k;
--                                             ^^^^^^ error P2P301: `boolean` cannot be assigned to `n`
--    here, `v`: this is `n`
--    here, `k`: this is `boolean`
  if ismember(v, m) & ismember(v, n) & ismember(v, boolean) & ismember(w, m) then end;
--                                                 ^^^^^^^ error P2P320: `boolean` is not a member of `n`
--                                                                     ^ error P2P320: `ismember` needs a union, not `m`
  v := one();
--     ^^^^^ error P2P405: this call's result cannot be converted to or from a union
--    help: assign it to a variable first
  v := v + 1;
--     ^ error P2P303: `+` needs numbers, not `n`
end;
