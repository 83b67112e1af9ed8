// a comment of C
--:1-2 error P2P109: `//` does not begin a comment
--    help: write `--`, or `/* ... */`
const N = 3;
--      ^ error P2P104: expected `:`, found `=`
--    help: a declaration is written `name: ...`
type some: set of 0..N;
--         ^^^ error P2P403: sets are not supported
--    help: write `array [...] of boolean`, true for what is in the set
var x: 0..N := 0;
--          ^^ error P2P109: a declaration gives a variable no value
--    help: assign it in a start state
  a: array [3] of boolean; b: array [N] of boolean; c: array [N + 1] of boolean;
--          ^ error P2P109: an array is indexed by a type, not by a size
--    help: write `0..2`
--                                   ^ error P2P203: `N` is a constant, not a type
--    3 up, `N`: declared here
--    help: the type of the numbers below `N` is `0..N - 1`
--                                                            ^^^^^ error P2P109: an array is indexed by a type, not by a size
--    help: write `0..N + 1 - 1`
startstate x := 0; end;
rule "words" x = 0 and a[0] OR not a[1] ==> x := x mod 2; end;
--                 ^^^ error P2P109: `and` is not an operator
--    help: write `&`
--                          ^^ error P2P109: `OR` is not an operator
--    help: write `|`
--                             ^^^ error P2P109: `not` is not an operator
--    help: write `!`
--                                                 ^^^ error P2P109: `mod` is not an operator
--    help: write `%`
invariant "names" and > 0;
rule "arrow" x > 0 => begin x := 0; end;
--                 ^^ error P2P109: `=>` is nothing here
--    help: write `==>` after a guard
rule "arrow without begin" x > 0 & !(x = 2) => x := 0; end;
--                                          ^^ error P2P109: `=>` is nothing here
--    help: write `==>` after a guard
invariant "implies" x > 0 => x < 3;
--                        ^^ error P2P109: `=>` is nothing here
--    help: write `->` for an implication
