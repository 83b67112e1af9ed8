type t: 0..2; bag: multiset [2] of t; other: multiset [2] of boolean; empty: multiset [0] of t;
--                                                                                     ^ error P2P305: a multiset of at most 0 elements
--    help: it needs room for at least one
  nested: record b: bag; end; outer: multiset [2] of nested;
--                                                   ^^^^^^ error P2P403: multisets whose elements contain multisets are not supported
var net, old: bag; flags: other; nets: array [t] of bag; x: t; r: nested;
startstate begin x := net[0]; x := net[x]; net := old; flags := net; clear r; x := undefined; end;
--                        ^ error P2P321: this names no element of the multiset
--    help: only `choose i: net`, `MultiSetCount(i: net, ...)` and `MultiSetRemovePred(i: net, ...)` name elements
--                                     ^ error P2P321: this names no element of the multiset
--    help: only `choose i: net`, `MultiSetCount(i: net, ...)` and `MultiSetRemovePred(i: net, ...)` name elements
--                                                     ^^^^^^^^^^^^ error P2P301: `bag` cannot be assigned to `other`
--    here, `flags`: this is `other`
--    here, `net`: this is `bag`
procedure flush(); begin undefine net; end;
procedure less(var b: bag); begin MultiSetRemovePred(i: b, b[i] = 0); end;
procedure give(b: bag); begin MultiSetAdd(x, b); end;
--                                           ^ error P2P308: a parameter without `var` cannot be added to
--    help: declare the parameter with `var`, or copy it to a local variable
function change(): boolean; begin x := 1; return true; end;
rule "kinds" net = old ==> begin
--           ^^^^^^^^^ error P2P403: multisets cannot be compared
--    help: compare what `MultiSetCount` says of them
  MultiSetAdd(true, net); MultiSetAdd(x, x); MultiSetAdd(x);
--            ^^^^ error P2P301: the multiset has `t` as elements, not `boolean`
--                                       ^ error P2P324: `MultiSetAdd` needs a multiset, not `t`
--                                           ^^^^^^^^^^^^^^ error P2P309: `MultiSetAdd` takes 2 arguments, not 1
--    help: give it an element and a multiset
  MultiSetRemove(x, net); MultiSetRemovePred(i: x, true);
--               ^ error P2P321: this names no element of the multiset
--    help: only `choose i: net`, `MultiSetCount(i: net, ...)` and `MultiSetRemovePred(i: net, ...)` name elements
--                                              ^ error P2P324: `MultiSetRemovePred` needs a multiset, not `t`
  x := MultiSetCount(i: net, old[i] = 0);
--                               ^ error P2P321: `i` names an element of another multiset
--    here, `net`: of this one
--    help: write `net[i]`, in the same words
  x := MultiSetCount(i: net, i = 0);
--                           ^ error P2P203: `i` is the index of a multiset's element, not a value
--    here, `i`: declared here
--    help: the element is `net[i]`
  x := MultiSetCount(i: net, net[i]);
--                           ^^^^^^ error P2P302: the condition on an element must be boolean, not `t`
--    help: compare it, for example with `!= 0`
  MultiSetRemovePred(i: net, change());
--                           ^^^^^^^^ error P2P315: a condition on an element must not change the state, but this call does
--    help: call it in a rule's body instead
  MultiSetRemovePred(i: net, MultiSetCount(j: net, net[j] = net[i]) > 1);
  x := net[i];
--         ^ error P2P321: this names no element of the multiset
--    help: only `choose i: net`, `MultiSetCount(i: net, ...)` and `MultiSetRemovePred(i: net, ...)` name elements
end;
choose i: net do
  startstate undefine x; end;
--^^^^^^^^^^ error P2P323: a start state cannot be within `choose`
--    help: `MultiSetCount` says what elements there are
  liveness net[i] = 0;
--^^^^^^^^^^^^^^^^^^^ error P2P323: `liveness` cannot be within `choose`
--    help: `MultiSetCount` says what elements there are
  rule "replaced" begin undefine net; x := net[i]; end;
--                      ^^^^^^^^^^^^ error P2P322: this may take away what `choose` has named
--    3 up, `i`: named here
--    help: remove single elements with `MultiSetRemove`, or do this in a rule outside of `choose`
  rule "by a call" begin flush(); less(net); end;
--                       ^^^^^^^ error P2P322: this may take away what `choose` has named
--    4 up, `i`: named here
--    help: remove single elements with `MultiSetRemove`, or do this in a rule outside of `choose`
  rule "from another" begin MultiSetRemove(i, old); end;
--                                         ^ error P2P321: `i` names an element of another multiset
--    5 up, `net`: of this one
--    help: write `net[i]`, in the same words
  rule "counted" begin x := MultiSetCount(j: net, net[j] = net[i]); MultiSetRemove(j, net); end;
--                                                                                 ^ error P2P321: this names no element of the multiset
--    help: only `choose i: net`, `MultiSetCount(i: net, ...)` and `MultiSetRemovePred(i: net, ...)` name elements
end;
choose i: nets[x] do rule "which" begin MultiSetRemove(i, nets[x]); end; end;
--             ^ error P2P323: which multiset `choose` is about would change with the state
--    help: name it by constants and parameters of rulesets: put a `ruleset` around it, and a condition into the guard
ruleset k: t do
  choose i: nets[k] do rule "moved" begin k := 0; MultiSetRemove(i, nets[k]); end; end;
--               ^ error P2P323: the rule assigns to a parameter that says which multiset `choose` is about
--    help: assign to a variable of its own
  choose i: x do rule "none" begin x := 0; end; end;
--          ^ error P2P324: `choose` needs a multiset, not `t`
end;
choose do end;
--:1-6 error P2P104: expected a declaration, function or rule, found `choose`
