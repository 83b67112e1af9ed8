const UNUSED: 1; SIZE: 2;
--    ^^^^^^ warning P2P501: constant `UNUSED` is never used
type spare: 0..1; s: scalarset(2); u: scalarset(2);
--   ^^^^^ warning P2P501: type `spare` is never used
--                   ^^^^^^^^^^^^ warning P2P505: `s` is mixed with another scalarset and loses its symmetry
--                                    ^^^^^^^^^^^^ warning P2P505: `u` is mixed with another scalarset and loses its symmetry
--@ kernel mm/memory.c
--:1-22 warning P2P504: the annotation `kernel mm/memory.c` means nothing here
--    help: write `--@ view STYLE`, `--@ observe [NAME]` or `--@ abstracts [PLACE]`
var x: 0..SIZE; y: 0..1; a: s; b: u;
--              ^ warning P2P501: variable `y` is never used
function f(i: 0..1; j: 0..1): 0..1; begin return i; end;
--       ^ warning P2P501: function `f` is never used
--                  ^ warning P2P501: parameter `j` is never used
--@ colour red
--:1-14 warning P2P504: the annotation `colour red` means nothing here
--    help: write `--@ kernel FILE FUNCTION`
startstate x := 0; undefine a; undefine b; end;
rule "never" false ==> begin x := 1; end;
--           ^^^^^ warning P2P502: this guard is always false
rule "number" x ==> begin x := 0; a := b; end;
--            ^ warning P2P506: the guard is `0..2`, not boolean
--    help: compare it, for example with `!= 0`
invariant "always" true | x = 1;
--                 ^^^^^^^^^^^^ warning P2P503: this property is always true
--@ view strip
--:1-14 warning P2P504: the annotation `view strip` means nothing here
--    help: write `--@ needs CONDITION`
invariant x < 3;
